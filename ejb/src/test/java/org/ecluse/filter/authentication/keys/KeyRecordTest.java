package org.ecluse.filter.authentication.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.ecluse.filter.authentication.canon.NaiveForm;
import org.ecluse.testkit.Covers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 6376 section 3.6.1, with the key sizes of RFC 8301 and the form of RFC 8463. */
@Covers("R1.11")
class KeyRecordTest {
    private static final BigInteger USUAL = BigInteger.valueOf(65_537);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "v=DKIM1; p=KEY                      | ''",
                "p=KEY                               | ''",
                "v=DKIM1;k=rsa;h=sha1:sha256;p=KEY   | ''",
                "v=DKIM1; s=email; p=KEY             | ''",
                "v=DKIM1; s=* ; p=KEY;               | ''",
                "v=DKIM1; s=chat : email; p=KEY      | ''",
                "v=DKIM1; n=any note; zz=1; p=KEY    | ''",
                "v=DKIM1; g=; p=KEY                  | ''",
                "v=DKIM2; p=KEY                      | key record of another version",
                "p=KEY; v=DKIM1                      | key record of another version",
                "v=DKIM1; p=                         | key revoked",
                "v=DKIM1; p= ;                       | key revoked",
                "v=DKIM1; k=rsa                      | key record without p=",
                "v=DKIM1; k=dsa; p=KEY               | key of another type",
                "v=DKIM1; h=sha1; p=KEY              | key is not for sha256",
                "v=DKIM1; s=chat; p=KEY              | key is not for mail",
                "v=DKIM1; s=tlsrpt; p=KEY            | key is not for mail",
                "v=DKIM1; k=ed25519; p=KEY           | the ed25519 key cannot be used",
                "v=DKIM1; p=KEY; p=KEY               | key record is no tag list",
                "v=spf1 -all                         | key record of another version",
                "bio=a263adeab8acdcdb                | key record without p=",
                "v=DKIM1; p=BARF                     | the rsa key cannot be used",
                "v=DKIM1; p=?                        | the rsa key cannot be used",
                "''                                  | key record is no tag list",
            })
    void recordsAreReadOrHaveAFault(String text, String fault) {
        String key = TestKeys.record(TestKeys.rsa(1024)).replaceAll(".*p=", "");
        KeyRecord record = KeyRecord.parse(text.replace("KEY", key));
        assertThat(record.fault()).isEqualTo(fault);
        assertThat(record.key().isPresent()).isEqualTo(fault.isEmpty());
    }

    @Test
    void flagsAreRead() {
        String key = TestKeys.record(TestKeys.rsa(1024));
        assertThat(KeyRecord.parse(key + "; t=y")).matches(r -> r.testing() && !r.exactDomain());
        assertThat(KeyRecord.parse(key + "; t= s : y : z")).matches(r -> r.testing() && r.exactDomain());
        assertThat(KeyRecord.parse(key)).matches(r -> !r.testing() && !r.exactDomain());
    }

    @Test
    void aRecordOfManyCharactersIsNotParsed() {
        String key = TestKeys.record(TestKeys.rsa(1024));
        assertThat(KeyRecord.parse(key + "; n=" + "x".repeat(KeyRecord.LONGEST_TEXT))
                        .fault())
                .startsWith("key record of ");
    }

    @ParameterizedTest
    @CsvSource({
        "511,  false, false",
        "512,  true,  false",
        "1023, true,  false",
        "1024, true,  true",
        "2048, true,  true",
        "4096, true,  true",
        "8192, true,  true",
        "8193, false, false",
        "16384, false, false"
    })
    void sizesFrom1024To8192AreBelieved(int bits, boolean read, boolean strong) {
        BigInteger modulus =
                new BigInteger(bits, new Random(bits)).setBit(bits - 1).setBit(0);
        var key = RsaVerificationKey.of(modulus, USUAL);
        assertThat(key.isPresent()).isEqualTo(read);
        assertThat(key.map(RsaVerificationKey::isStrong).orElse(false)).isEqualTo(strong);
    }

    @ParameterizedTest
    @CsvSource({
        "1,false",
        "2,false",
        "3,true",
        "4,false",
        "65537,true",
        "4294967297,true",
        "17179869185,false",
        "-3,false"
    })
    void oddAndShortExponentsAreBelieved(String exponent, boolean read) {
        BigInteger modulus = ((RSAPublicKey) TestKeys.rsa(1024).getPublic()).getModulus();
        assertThat(RsaVerificationKey.of(modulus, new BigInteger(exponent)).isPresent())
                .isEqualTo(read);
        assertThat(RsaVerificationKey.of(modulus.clearBit(0), USUAL)).isEmpty();
        assertThat(RsaVerificationKey.of(modulus.negate(), USUAL)).isEmpty();
    }

    /** A stranger's key must not cost much: the dearest that is accepted, with a signature that is wrong. */
    @Test
    void theDearestKeyIsCheckedInTime() {
        BigInteger modulus = new BigInteger(8_192, new Random(1)).setBit(8_191).setBit(0);
        VerificationKey key = RsaVerificationKey.of(
                        modulus, BigInteger.TWO.pow(33).subtract(BigInteger.ONE))
                .orElseThrow();
        byte[] signature = new byte[1_024];
        Arrays.fill(signature, (byte) 0x55);
        long start = System.nanoTime();
        for (int i = 0; i < 100; i++) {
            assertThat(key.verifies(new byte[32], signature)).isFalse();
        }
        assertThat(System.nanoTime() - start).isLessThan(10_000_000_000L);
    }

    @Test
    void bothFormsOfAnRsaKeyAreTheSameKey() {
        RSAPublicKey key = (RSAPublicKey) TestKeys.rsa(2048).getPublic();
        byte[] wrapped = key.getEncoded();
        byte[] bare = Arrays.copyOfRange(wrapped, 24, wrapped.length);
        for (byte[] form : new byte[][] {wrapped, bare}) {
            assertThat(DerReader.rsaKey(form))
                    .contains(new DerReader.RsaNumbers(key.getModulus(), key.getPublicExponent()));
        }
    }

    @Test
    void changedDerIsReadAsSomethingOrNothingAndNeverThrows() {
        byte[] der = TestKeys.rsa(1024).getPublic().getEncoded();
        Random random = new Random(690);
        for (int length = 0; length < der.length; length++) {
            assertThat(DerReader.rsaKey(Arrays.copyOf(der, length))).isEmpty();
        }
        assertThat(DerReader.rsaKey(Arrays.copyOf(der, der.length + 1))).isEmpty();
        for (int i = 0; i < 20_000; i++) {
            byte[] changed = der.clone();
            for (int n = 1 + random.nextInt(3); n > 0; n--) {
                changed[random.nextInt(random.nextBoolean() ? 40 : changed.length)] = (byte) random.nextInt();
            }
            DerReader.rsaKey(changed).ifPresent(n -> RsaVerificationKey.of(n.modulus(), n.exponent()));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1024, 2048, 4096})
    void javasOwnRsaSignaturesVerify(int bits) throws Exception {
        verifies(TestKeys.rsa(bits), "SHA256withRSA", "the message");
    }

    @Test
    void javasOwnEd25519SignaturesVerify() throws Exception {
        verifies(TestKeys.ed25519(), "Ed25519", null);
    }

    private static void verifies(KeyPair pair, String algorithm, String message) throws Exception {
        byte[] digest = NaiveForm.sha256("the message");
        Signature signer = Signature.getInstance(algorithm);
        signer.initSign(pair.getPrivate());
        signer.update(message == null ? digest : NaiveForm.octets(message));
        byte[] signature = signer.sign();
        VerificationKey key = KeyRecord.parse(TestKeys.record(pair)).key().orElseThrow();
        assertThat(key.verifies(digest, signature)).isTrue();
        assertThat(key.verifies(NaiveForm.sha256("another"), signature)).isFalse();
        for (int i = 0; i < signature.length; i += 7) {
            byte[] changed = signature.clone();
            changed[i] ^= 1;
            assertThat(key.verifies(digest, changed)).isFalse();
        }
        for (byte[] length : new byte[][] {
            {},
            {1},
            Arrays.copyOf(signature, signature.length - 1),
            Arrays.copyOf(signature, signature.length + 1),
            new byte[5_000]
        }) {
            assertThat(key.verifies(digest, length)).isFalse();
        }
    }

    /** Signatures with e=3 that are right only where a lazy parser looks (CVE-2006-4339). */
    @Test
    void aForgedSignatureForExponentThreeFails() throws Exception {
        BigInteger modulus = ((RSAPublicKey) TestKeys.rsa(2048).getPublic()).getModulus();
        VerificationKey key =
                RsaVerificationKey.of(modulus, BigInteger.valueOf(3)).orElseThrow();
        byte[] digest = NaiveForm.sha256("forged");
        byte[] info = RsaVerificationKey.digestInfo(digest);
        byte[] wanted = new byte[256];
        wanted[1] = 1;
        wanted[2] = (byte) 0xff;
        System.arraycopy(info, 0, wanted, 4, info.length);
        Arrays.fill(wanted, 4 + info.length, 256, (byte) 0xff);
        byte[] root = cubeRoot(new BigInteger(1, wanted)).toByteArray();
        byte[] signature = new byte[256];
        System.arraycopy(root, 0, signature, 256 - root.length, root.length);
        byte[] cube = new BigInteger(1, signature).pow(3).toByteArray();
        assertThat(cube.length).isEqualTo(255); // the forgery starts 00 01 FF 00 DigestInfo
        assertThat(Arrays.copyOfRange(cube, 3, 3 + info.length)).isEqualTo(info);
        assertThat(key.verifies(digest, signature)).isFalse();
    }

    @Test
    void theCacheKeepsTheLastUsed() {
        KeyCache cache = new KeyCache(2);
        KeyRecord first = cache.record("v=DKIM1; p=; n=1");
        cache.record("v=DKIM1; p=; n=2");
        assertThat(cache.record("v=DKIM1; p=; n=1")).isSameAs(first);
        cache.record("v=DKIM1; p=; n=3");
        assertThat(cache.record("v=DKIM1; p=; n=1")).isSameAs(first);
        cache.record("v=DKIM1; p=; n=4");
        cache.record("v=DKIM1; p=; n=5");
        assertThat(cache.record("v=DKIM1; p=; n=1")).isNotSameAs(first);
    }

    @Test
    void octetsThatAreNoPointOfTheCurveAreNoKey() {
        byte[] octets = new byte[32];
        Arrays.fill(octets, (byte) 0xff);
        String record = "v=DKIM1; k=ed25519; p=" + Base64.getEncoder().encodeToString(octets);
        KeyRecord.parse(record)
                .key()
                .ifPresent(key ->
                        assertThat(key.verifies(new byte[32], new byte[64])).isFalse());
        PublicKey valid = TestKeys.ed25519().getPublic();
        String wrapped = "v=DKIM1; k=ed25519; p=" + Base64.getEncoder().encodeToString(valid.getEncoded());
        assertThat(KeyRecord.parse(wrapped).key()).isEmpty();
    }

    private static BigInteger cubeRoot(BigInteger number) {
        BigInteger low = BigInteger.ONE;
        BigInteger high = BigInteger.ONE.shiftLeft(number.bitLength() / 3 + 2);
        while (low.compareTo(high) < 0) {
            BigInteger middle = low.add(high).shiftRight(1);
            if (middle.pow(3).compareTo(number) > 0) {
                high = middle;
            } else {
                low = middle.add(BigInteger.ONE);
            }
        }
        return low.subtract(BigInteger.ONE);
    }
}
