package org.ecluse.unpack;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.ecluse.mail.Budget;
import org.ecluse.mail.FileOpener;
import org.ecluse.mail.FileTrait;
import org.ecluse.mail.MailPart;

/** Takes what a {@link FileFormat} finds in the file that is open. */
interface Inside {
    /** Says something about the open file. */
    void note(FileTrait trait);

    /**
     * A file that is in it. A stream that breaks leaves that file unreadable; the next one can be read all the same.
     *
     * @param names every name it has; the first one is shown
     */
    void file(List<String> names, InputStream content);

    void file(List<String> names, Octets content);

    /** A file of which only names can be seen. */
    void listed(List<String> names, FileTrait why);

    /** What opens the files of a mail that is the open file. */
    FileOpener opener();

    Budget budget();

    /** Parts of a mail that is the open file, with what was found inside them. */
    void parts(List<MailPart> parts);

    /** Every name of the open file; may be empty. */
    List<String> names();

    /** Room for one more file, for what finds them otherwise. */
    void spendEntry();

    /** Bytes that are decompressed on the way to a file. */
    void spendBytes(long bytes);

    /** Spends what {@code content} has just grown by, and ends if it is too large to be kept. */
    void grown(KeptBytes content, int by);

    /** To be called before more than some 8 MB are taken at once, as for a large dictionary. May wait. */
    void takeMuchMemory();

    /** Decompresses something small as a whole, such as a stream of a document. @throws IOException if it is larger than {@code most} */
    byte[] all(InputStream content, int most) throws IOException;
}
