package org.ecluse.reading;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.Result;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.multi.qrcode.QRCodeMultiReader;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ecluse.mail.Budget;

/** Links in the QR codes of a message's images, dark on light and light on dark, several in one image. */
final class QrCodes {
    private static final int MOST_LINKS = 20;
    private static final long MOST_SOURCE_PIXELS = 24_000_000;
    private static final Map<DecodeHintType, Object> HINTS = Map.of(DecodeHintType.TRY_HARDER, true);

    private QrCodes() {}

    /** Links of the web alone; a code may also hold a payment, a card or a network's password. */
    static List<Link> in(List<byte[]> images, Budget budget) {
        Set<String> texts = new LinkedHashSet<>();
        long pixelsLeft = MOST_SOURCE_PIXELS;
        for (byte[] image : images) {
            budget.check();
            Optional<Picture> picture = Picture.decode(image, pixelsLeft);
            if (picture.isPresent()) {
                pixelsLeft -= picture.get().sourcePixels();
                texts.addAll(read(picture.get().pixels(), budget));
            }
        }
        return texts.stream()
                .map(QrCodes::link)
                .filter(Link::isWeb)
                .limit(MOST_LINKS)
                .toList();
    }

    /** The octets of images that stand in a page as {@code data:} addresses. */
    static List<byte[]> inPages(List<HtmlPage> pages) {
        List<byte[]> images = new ArrayList<>();
        for (HtmlPage page : pages) {
            for (String address : page.dataImages()) {
                int comma = address.indexOf(";base64,");
                if (comma > 0) {
                    decoded(address.substring(comma + 8)).ifPresent(images::add);
                }
            }
        }
        return images;
    }

    private static Optional<byte[]> decoded(String base64) {
        try {
            return Optional.of(Base64.getMimeDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // cut or damaged: no mail program shows it
        }
    }

    private static List<String> read(BufferedImage image, Budget budget) {
        int width = image.getWidth();
        int height = image.getHeight();
        int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
        LuminanceSource light = new RGBLuminanceSource(width, height, pixels);
        List<String> texts = new ArrayList<>(read(light));
        budget.check();
        texts.addAll(read(light.invert()));
        return texts;
    }

    private static List<String> read(LuminanceSource source) {
        try {
            List<String> texts = new ArrayList<>();
            for (Result code :
                    new QRCodeMultiReader().decodeMultiple(new BinaryBitmap(new HybridBinarizer(source)), HINTS)) {
                texts.add(code.getText());
            }
            return texts;
        } catch (NotFoundException | IndexOutOfBoundsException | IllegalArgumentException e) {
            return List.of(); // no code; its search runs over the edge of some pictures
        }
    }

    /** Telephones also open an address without its scheme. */
    private static Link link(String text) {
        String address = text.strip();
        boolean bare = address.indexOf(':') < 0 && address.indexOf(' ') < 0 && address.indexOf('.') > 0;
        return Link.of(bare ? "http://" + address : address, "");
    }
}
