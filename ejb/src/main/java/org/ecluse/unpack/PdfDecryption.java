package org.ecluse.unpack;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.ecluse.mail.Budget.BudgetExceededException;

/** PDF that is encrypted, and yet opens for everybody: only printing or copying asks for a password (ISO 32000 section 7.6.3). */
final class PdfDecryption {
    private PdfDecryption() {}

    /** The same document in the clear, or empty if it needs a password to be opened, or cannot be read. */
    static Optional<Octets> decrypted(Octets file, Inside inside) {
        KeptBytes plain = new KeptBytes();
        try (PDDocument document = Loader.loadPDF(new Watched(file, inside), "")) {
            document.setAllSecurityToBeRemoved(true);
            document.save(new Growing(plain, inside));
            return Optional.of(plain.octets());
        } catch (InvalidPasswordException e) {
            return Optional.empty();
        } catch (BudgetExceededException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            return Optional.empty(); // encrypted in a way that is not understood: nobody has looked into it
        }
    }

    /** The library's loops read: so they end when time is up. */
    private static final class Watched extends RandomAccessReadBuffer {
        private final Inside inside;

        Watched(Octets file, Inside inside) {
            super(file.copy());
            this.inside = inside;
        }

        @Override
        public int read() throws IOException {
            inside.spendBytes(0);
            return super.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            inside.spendBytes(0);
            return super.read(target, offset, length);
        }
    }

    /** What is written is spent, and bounded. */
    private static final class Growing extends OutputStream {
        private final KeptBytes plain;
        private final Inside inside;

        Growing(KeptBytes plain, Inside inside) {
            this.plain = plain;
            this.inside = inside;
        }

        @Override
        public void write(int octet) {
            plain.write(octet);
            inside.grown(plain, 1);
        }

        @Override
        public void write(byte[] octets, int offset, int length) {
            plain.write(octets, offset, length);
            inside.grown(plain, length);
        }
    }
}
