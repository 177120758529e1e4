package org.ecluse.reading;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * An image of a mail, decoded within bounds: its size is read from its header first. PNG, JPEG, GIF and BMP.
 *
 * @param pixels on white, at most {@value #MOST_PIXELS}, made coarser where there were more
 * @param sourcePixels what the decoding cost
 */
record Picture(BufferedImage pixels, long sourcePixels) {
    private static final int SMALLEST_SIDE = 30;
    private static final long MOST_SOURCE_PIXELS = 16_000_000;
    private static final long MOST_PIXELS = 2_000_000;

    /** A progressive JPEG may be told to draw itself over and over again. */
    private static final int MOST_SCANS = 40;

    /** White around the picture: a code that touches its edge is found no other way. */
    private static final int MARGIN = 16;

    /**
     * @param sourcePixelsLeft what the message may still cost
     * @return empty if it is no such image, damaged, too small to hold anything or too large to be looked at
     */
    static Optional<Picture> decode(byte[] octets, long sourcePixelsLeft) {
        String format = format(octets);
        if (format.isEmpty() || format.equals("jpeg") && scans(octets) > MOST_SCANS) {
            return Optional.empty();
        }
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
        if (!readers.hasNext()) {
            return Optional.empty();
        }
        ImageReader reader = readers.next();
        try (ImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(octets))) {
            reader.setInput(input, true, true);
            return decode(reader, Math.min(MOST_SOURCE_PIXELS, sourcePixelsLeft));
        } catch (IOException | RuntimeException e) {
            // The JDK's decoders answer damage with many kinds of exceptions. A mail program shows nothing of it
            // either.
            return Optional.empty();
        } finally {
            reader.dispose();
        }
    }

    private static Optional<Picture> decode(ImageReader reader, long bound) throws IOException {
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        long source = (long) width * height;
        if (width < SMALLEST_SIDE || height < SMALLEST_SIDE || source > bound) {
            return Optional.empty();
        }
        int step = (int) Math.ceil(Math.sqrt((double) source / MOST_PIXELS));
        ImageReadParam parameters = reader.getDefaultReadParam();
        parameters.setSourceSubsampling(step, step, 0, 0);
        return Optional.of(new Picture(onWhite(reader.read(0, parameters)), source));
    }

    private static BufferedImage onWhite(BufferedImage image) {
        BufferedImage canvas = new BufferedImage(
                image.getWidth() + 2 * MARGIN, image.getHeight() + 2 * MARGIN, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = canvas.createGraphics();
        try {
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, canvas.getWidth(), canvas.getHeight());
            graphics.drawImage(image, MARGIN, MARGIN, null);
        } finally {
            graphics.dispose();
        }
        return canvas;
    }

    /** By the first octets, whatever the type says: so do mail programs. */
    private static String format(byte[] octets) {
        if (begins(octets, 0x89, 'P', 'N', 'G')) {
            return "png";
        }
        if (begins(octets, 0xff, 0xd8, 0xff)) {
            return "jpeg";
        }
        if (begins(octets, 'G', 'I', 'F', '8')) {
            return "gif";
        }
        return begins(octets, 'B', 'M') ? "bmp" : "";
    }

    private static boolean begins(byte[] octets, int... expected) {
        if (octets.length < expected.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if ((octets[i] & 0xff) != expected[i]) {
                return false;
            }
        }
        return true;
    }

    private static int scans(byte[] octets) {
        int scans = 0;
        for (int i = 0; i + 1 < octets.length; i++) {
            scans += octets[i] == (byte) 0xff && octets[i + 1] == (byte) 0xda ? 1 : 0;
        }
        return scans;
    }
}
