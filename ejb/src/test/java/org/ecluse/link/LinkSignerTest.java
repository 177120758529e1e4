package org.ecluse.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.ecluse.link.LinkReading.Status;
import org.ecluse.testkit.Covers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Covers("B2")
class LinkSignerTest {
    private static final Instant NOW = Instant.parse("2026-03-01T06:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(3600);
    private static final SigningKey OLD = key("old1", 1);
    private static final SigningKey NEW = key("new1", 2);
    private static final LinkClaim CLAIM =
            new LinkClaim(LinkPurpose.RELEASE, "01ARZ3NDEKTSV4RRFFQ69G5FAV.1", "alice@demo.example", LATER, 3);

    private final LinkSigner signer = new LinkSigner(List.of(NEW, OLD));

    @ParameterizedTest
    @EnumSource(LinkPurpose.class)
    void readsWhatItSigned(LinkPurpose purpose) {
        LinkClaim claim = new LinkClaim(purpose, CLAIM.subject(), CLAIM.recipient(), LATER, 3);

        LinkReading reading = read(signer.sign(claim));

        assertThat(reading.status()).isEqualTo(Status.VALID);
        assertThat(reading.claim()).contains(claim);
    }

    @Test
    void localPartMayHoldTheSeparator() {
        LinkClaim claim = new LinkClaim(LinkPurpose.NOT_SPAM, "x.1", "a|b|9|9@demo.example", LATER, 3);

        assertThat(read(signer.sign(claim)).claim()).contains(claim);
    }

    @Test
    void everyChangedCharacterMakesItInvalid() {
        String token = signer.sign(CLAIM);
        for (int i = 0; i < token.length(); i++) {
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            String changed = token.substring(0, i) + other + token.substring(i + 1);
            assertThat(read(changed).status())
                    .as("character %d of %s", i, token)
                    .isEqualTo(Status.INVALID);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NOT_SPAM|01ARZ3NDEKTSV4RRFFQ69G5FAV.1|alice@demo.example|1772348400|3",
                "RELEASE|01ARZ3NDEKTSV4RRFFQ69G5FAV.2|alice@demo.example|1772348400|3",
                "RELEASE|01ARZ3NDEKTSV4RRFFQ69G5FAV.1|bob@demo.example|1772348400|3",
                "RELEASE|01ARZ3NDEKTSV4RRFFQ69G5FAV.1|alice@demo.example|9999999999|3",
                "RELEASE|01ARZ3NDEKTSV4RRFFQ69G5FAV.1|alice@demo.example|1772348400|4"
            })
    void aChangedFieldUnderTheOldSignatureIsInvalid(String payload) {
        String[] fields = signer.sign(CLAIM).split("\\.");
        fields[2] = Base64.getUrlEncoder().withoutPadding().encodeToString(payload.getBytes());

        assertThat(read(String.join(".", fields))).isEqualTo(LinkReading.INVALID);
    }

    @Test
    void expiryIsTheFirstInstantAtWhichItIsOver() {
        String token = signer.sign(CLAIM);

        assertThat(signer.read(token, LATER.minusSeconds(1), recipient -> 3).status())
                .isEqualTo(Status.VALID);
        assertThat(signer.read(token, LATER, recipient -> 3).status()).isEqualTo(Status.EXPIRED);
    }

    @Test
    void aRaisedEpochRevokes() {
        assertThat(signer.read(signer.sign(CLAIM), NOW, recipient -> 4).status())
                .isEqualTo(Status.REVOKED);
    }

    @Test
    void theOlderValidKeyStillReads() {
        String token = new LinkSigner(List.of(OLD)).sign(CLAIM);

        assertThat(read(token).status()).isEqualTo(Status.VALID);
    }

    @Test
    void aRetiredKeyReadsNothing() {
        String token = new LinkSigner(List.of(OLD)).sign(CLAIM);

        assertThat(new LinkSigner(List.of(NEW)).read(token, NOW, recipient -> 3))
                .isEqualTo(LinkReading.INVALID);
    }

    @Test
    void anotherKeyUnderTheSameIdReadsNothing() {
        String token = new LinkSigner(List.of(key("new1", 9))).sign(CLAIM);

        assertThat(read(token)).isEqualTo(LinkReading.INVALID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "...",
                "v1...",
                "v1.new1..",
                "v1.new1.%%%.%%%",
                "v2.new1.YQ.YQ",
                "v1.new1.YQ",
                "v1.new1.YQ.YQ.YQ",
                "\u0000",
                "é.é.é.é",
                "v1.../../etc/passwd"
            })
    void garbageIsInvalid(String token) {
        assertThat(read(token)).isEqualTo(LinkReading.INVALID);
    }

    @Test
    void randomTextsAreInvalid() {
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder token = new StringBuilder("v1.new1.");
            for (int n = random.nextInt(120); n > 0; n--) {
                token.append((char) (33 + random.nextInt(94)));
            }
            assertThat(read(token.toString())).isEqualTo(LinkReading.INVALID);
        }
    }

    @Test
    void oversizeIsNotLookedAt() {
        String token = signer.sign(CLAIM);
        String padded = token + "A".repeat(LinkSigner.MAX_LENGTH - token.length() + 1);

        assertThat(read(padded)).isEqualTo(LinkReading.INVALID);
        assertThat(read("v1.new1." + ".".repeat(5_000_000))).isEqualTo(LinkReading.INVALID);
    }

    @Test
    void theLongestAddressFits() {
        String address = "a".repeat(64) + "@" + ("b".repeat(60) + ".").repeat(4) + "example";
        LinkClaim claim =
                new LinkClaim(LinkPurpose.UNSUBSCRIBE, "01ARZ3NDEKTSV4RRFFQ69G5FAV.100000", address, LATER, 3);

        assertThat(read(signer.sign(claim)).claim()).contains(claim);
    }

    @Test
    void aMaskedTokenIsNoToken() {
        String token = signer.sign(CLAIM);

        assertThat(LinkSigner.masked(token)).isEqualTo("v1.new1.…");
        assertThat(LinkSigner.masked("../etc/passwd")).isEqualTo("…");
    }

    private LinkReading read(String token) {
        return signer.read(token, NOW, recipient -> 3);
    }

    @Test
    void opaqueNamesAreShortStableAndTellNothing() {
        String name = signer.opaque("192.0.2.0/24|example.org");
        assertThat(name).matches("[A-Za-z0-9_-]{22}").isEqualTo(signer.opaque("192.0.2.0/24|example.org"));
        assertThat(signer.opaque("192.0.2.0/24|example.com")).isNotEqualTo(name);
        assertThat(new LinkSigner(List.of(OLD)).opaque("192.0.2.0/24|example.org"))
                .isNotEqualTo(name);
    }

    private static SigningKey key(String kid, int seed) {
        byte[] secret = new byte[32];
        new Random(seed).nextBytes(secret);
        return SigningKey.of(kid, Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }
}
