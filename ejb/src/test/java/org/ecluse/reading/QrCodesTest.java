package org.ecluse.reading;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.Mails;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Covers("R2.6")
class QrCodesTest {
    @ParameterizedTest(name = "{0}, inverted {1}")
    @CsvSource({"png,false", "png,true", "jpg,false", "jpg,true", "gif,false", "gif,true", "bmp,false", "bmp,true"})
    void codeIsReadInEveryFormat(String format, boolean inverted) throws Exception {
        byte[] image = written(code("https://evil.example/login", inverted), format);
        assertThat(QrCodes.in(List.of(image), Mails.budget()))
                .extracting(Link::host)
                .containsExactly("evil.example");
    }

    @Test
    void severalCodesInOneImageAreRead() throws Exception {
        BufferedImage both = new BufferedImage(660, 320, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = both.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, 660, 320);
        graphics.drawImage(code("https://one.example/a", false), 10, 10, null);
        graphics.drawImage(code("https://two.example/b", false), 340, 10, null);
        graphics.dispose();
        assertThat(QrCodes.in(List.of(written(both, "png")), Mails.budget()))
                .extracting(Link::host)
                .containsExactlyInAnyOrder("one.example", "two.example");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            without a scheme | evil.example/login              | evil.example
            in capitals      | HTTPS://EVIL.EXAMPLE/LOGIN      | evil.example
            network          | WIFI:T:WPA;S=home;P:secret;;    |
            payment          | BCD:002:1:SCT                   |
            words            | Table 12, merci                 |
            """)
    void onlyLinksOfTheWebCount(String row, String text, String host) throws Exception {
        List<Link> links = QrCodes.in(List.of(written(code(text, false), "png")), Mails.budget());
        assertThat(links.stream().map(Link::host).toList()).isEqualTo(host == null ? List.of() : List.of(host));
    }

    @Test
    void codeJoinsTheLinksOfItsMessage() throws Exception {
        String image = Base64.getMimeEncoder().encodeToString(written(code("https://evil.example/x", false), "png"));
        Reading reading = reading("Content-Type: image/png\nContent-Transfer-Encoding: base64\n\n" + image);
        assertThat(reading.codes()).extracting(Link::host).containsExactly("evil.example");
        assertThat(reading.links()).extracting(Link::host).contains("evil.example", "shown.example");
    }

    @Test
    void imageInThePageItselfIsReadToo() throws Exception {
        String image = Base64.getEncoder().encodeToString(written(code("https://evil.example/x", false), "png"));
        Reading reading =
                reading("Content-Type: text/html\n\n<img src=\"data:image/png;base64," + image + "\"> Scan me");
        assertThat(reading.codes()).extracting(Link::host).containsExactly("evil.example");
    }

    @Test
    void pictureOfTooManyPixelsIsNotDecoded() {
        byte[] bomb = new byte[64];
        byte[] header = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13, 'I', 'H', 'D', 'R'};
        System.arraycopy(header, 0, bomb, 0, header.length);
        Arrays.fill(bomb, 16, 24, (byte) 0x7f); // two thousand million pixels a side
        assertThat(Picture.decode(bomb, Long.MAX_VALUE)).isEmpty();
    }

    @Test
    void whatOneMessageMayCostIsBounded() throws Exception {
        byte[] image = written(code("https://evil.example/x", false), "png");
        assertThat(Picture.decode(image, 300 * 300)).isPresent();
        assertThat(Picture.decode(image, 300 * 300 - 1)).isEmpty();
    }

    @Test
    void damagedPicturesAreNoCodes() throws Exception {
        for (String format : List.of("png", "jpg", "gif", "bmp")) {
            byte[] image = written(code("https://evil.example/x", false), format);
            for (int cut = 1; cut < image.length; cut += Math.max(1, image.length / 40)) {
                byte[] damaged = Arrays.copyOf(image, image.length);
                damaged[cut] ^= (byte) 0x55;
                // Whatever it still reads, it must come back.
                assertThat(QrCodes.in(List.of(damaged, Arrays.copyOf(image, cut)), Mails.budget()))
                        .hasSizeLessThanOrEqualTo(2);
            }
        }
    }

    @Test
    void jpegThatDrawsItselfOverAndOverIsNotDecoded() throws Exception {
        byte[] image = written(code("https://evil.example/x", false), "jpg");
        byte[] longer = Arrays.copyOf(image, image.length + 100);
        for (int i = image.length; i + 1 < longer.length; i += 2) {
            longer[i] = (byte) 0xff;
            longer[i + 1] = (byte) 0xda;
        }
        assertThat(Picture.decode(image, Long.MAX_VALUE)).isPresent();
        assertThat(Picture.decode(longer, Long.MAX_VALUE)).isEmpty();
    }

    private static Reading reading(String part) throws IOException {
        var raw = Mails.raw("Subject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
                + "--b\nContent-Type: text/html\n\n<a href=\"https://shown.example/\">here</a>\n--b\n" + part
                + "\n--b--\n");
        return Reading.of(Mails.parsed(raw), raw, Mails.budget());
    }

    private static BufferedImage code(String text, boolean inverted) throws WriterException {
        BitMatrix matrix = new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 300, 300);
        BufferedImage image = new BufferedImage(300, 300, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < 300; x++) {
            for (int y = 0; y < 300; y++) {
                image.setRGB(x, y, matrix.get(x, y) != inverted ? 0 : 0xffffff);
            }
        }
        return image;
    }

    private static byte[] written(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, octets)).isTrue();
        return octets.toByteArray();
    }
}
