package org.ecluse.unpack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ecluse.mail.Budget;
import org.ecluse.mail.Budget.BudgetExceededException;
import org.ecluse.mail.FileOpener;
import org.ecluse.mail.FileTrait;
import org.ecluse.mail.MailPart;

/** A file while it is open, at one depth. */
final class OpenFile implements Inside {
    /** A file of a kind that is not known from its beginning is kept up to here. */
    private static final int KEPT_UNKNOWN = 4 << 20;

    private static final int LONGEST_NAME = 1024;

    private final Ledger ledger;
    private final List<String> names;
    private final List<String> within;
    private final List<MailPart> found;
    private final Set<FileTrait> traits = EnumSet.noneOf(FileTrait.class);
    /** Of an archive that a program may read better. */
    private Optional<UnreadMembers> unread = Optional.empty();

    /**
     * @param within names of the files that hold this one
     * @param found takes the files inside, at any depth
     */
    OpenFile(Ledger ledger, List<String> names, List<String> within, List<MailPart> found) {
        this.ledger = ledger;
        this.names = names;
        this.within = within;
        this.found = found;
    }

    Set<FileTrait> traits() {
        return traits;
    }

    /** Never throws for a bad file. */
    void open(Octets content) {
        List<FileFormat> formats = Formats.of(content);
        if (!formats.isEmpty() && within.size() >= ledger.limits().depth()) {
            note(FileTrait.OVER_BUDGET);
            return;
        }
        for (FileFormat format : formats) {
            try {
                open(format, content);
            } catch (BudgetExceededException e) {
                note(FileTrait.OVER_BUDGET);
            } catch (IOException | RuntimeException | StackOverflowError e) {
                // A library may wrap what it meets: out of budget is told by the ledger, everything else is the file's
                // fault.
                note(ledger.isExhausted() ? FileTrait.OVER_BUDGET : FileTrait.UNREADABLE);
            }
        }
    }

    private void open(FileFormat format, Octets content) throws IOException {
        if (!format.isForPrograms()) {
            format.open(content, this);
            return;
        }
        UnreadMembers members = new UnreadMembers();
        try {
            unread = Optional.of(members);
            format.open(content, this);
            unread = Optional.empty();
            if (!members.isEmpty() && ledger.takeProgramRun()) {
                members.openBy(ledger.program(), content, this, found);
            }
        } finally {
            unread = Optional.empty();
            if (!members.isEmpty()) {
                note(FileTrait.UNREADABLE);
            }
        }
    }

    @Override
    public void note(FileTrait trait) {
        traits.add(trait);
    }

    @Override
    public List<String> names() {
        return names;
    }

    @Override
    public void spendEntry() {
        ledger.spendEntry();
    }

    @Override
    public void spendBytes(long bytes) {
        ledger.spendBytes(bytes);
    }

    @Override
    public void listed(List<String> childNames, FileTrait why) {
        ledger.spendEntry();
        MailPart unseen = FoundFile.unseen(bounded(childNames), inside(), why);
        found.add(unseen);
        if (why == FileTrait.UNREADABLE && unread.isPresent()) {
            unread.get().add(unseen);
        } else {
            note(why);
        }
    }

    @Override
    public FileOpener opener() {
        return new NestedOpener(ledger, inside());
    }

    @Override
    public Budget budget() {
        return ledger.budget();
    }

    @Override
    public void parts(List<MailPart> parts) {
        for (MailPart part : parts) {
            // What the mail's own parts held knows its path already.
            found.add(part.within().isEmpty() ? FoundFile.moved(part, inside()) : part);
        }
    }

    @Override
    public void file(List<String> childNames, Octets content) {
        unread.ifPresent(members -> members.opened(childNames));
        ledger.spendEntry();
        ledger.spendBytes(content.length());
        FoundFile file = new FoundFile(bounded(childNames), inside());
        for (int at = 0; at < content.length(); at += 1 << 20) {
            file.take(content.slice(at, 1 << 20));
        }
        descend(file, content, EnumSet.noneOf(FileTrait.class));
    }

    @Override
    public void file(List<String> childNames, InputStream content) {
        unread.ifPresent(members -> members.opened(childNames));
        ledger.spendEntry();
        FoundFile file = new FoundFile(bounded(childNames), inside());
        KeptBytes kept = new KeptBytes();
        Set<FileTrait> seen = EnumSet.noneOf(FileTrait.class);
        try {
            read(content, file, kept, seen);
            descend(file, kept.octets(), seen);
        } finally {
            ledger.release(kept.size());
        }
    }

    private void read(InputStream content, FoundFile file, KeptBytes kept, Set<FileTrait> seen) {
        byte[] chunk = new byte[16_384];
        boolean keeping = true;
        try {
            int read;
            while ((read = content.read(chunk)) >= 0) {
                ledger.spendBytes(read);
                file.take(new Octets(chunk, 0, read));
                if (keeping && kept.size() + read > most(kept)) {
                    if (Formats.knows(kept.octets())) {
                        seen.add(FileTrait.OVER_BUDGET);
                    }
                    keeping = false;
                    ledger.release(kept.size());
                    kept.drop();
                }
                if (keeping) {
                    keeping = ledger.hold(read);
                    kept.write(chunk, 0, read);
                    if (!keeping) {
                        seen.add(FileTrait.OVER_BUDGET);
                        ledger.release(kept.size());
                        kept.drop();
                    }
                }
            }
        } catch (BudgetExceededException e) {
            seen.add(FileTrait.OVER_BUDGET);
            note(FileTrait.OVER_BUDGET);
        } catch (IOException | RuntimeException e) {
            FileTrait why = ledger.isExhausted() ? FileTrait.OVER_BUDGET : FileTrait.UNREADABLE;
            seen.add(why);
            note(why);
        }
    }

    private long most(KeptBytes kept) {
        return kept.size() < KEPT_UNKNOWN || Formats.knows(kept.octets())
                ? ledger.limits().fileBytes()
                : KEPT_UNKNOWN;
    }

    /** Opens the file that was read, and tells of it before what is inside. */
    private void descend(FoundFile file, Octets content, Set<FileTrait> seen) {
        int place = found.size();
        MailPart part = file.part(ledger, content);
        found.add(part);
        if (!ledger.isExhausted()) {
            List<String> path = new ArrayList<>(inside());
            OpenFile child = new OpenFile(ledger, part.names(), path, found);
            child.open(content);
            seen.addAll(child.traits());
        }
        found.set(place, part.with(seen));
        if (ledger.isExhausted()) {
            // No format goes on with the next file.
            throw new BudgetExceededException("spent");
        }
    }

    @Override
    public void grown(KeptBytes content, int by) {
        ledger.spendBytes(by);
        if (content.size() > ledger.limits().fileBytes()) {
            throw new BudgetExceededException("bytes");
        }
    }

    @Override
    public void takeMuchMemory() {
        ledger.takeMuchMemory();
    }

    @Override
    public byte[] all(InputStream content, int most) throws IOException {
        KeptBytes bytes = new KeptBytes();
        byte[] chunk = new byte[8192];
        int read;
        while ((read = content.read(chunk)) >= 0) {
            ledger.spendBytes(read);
            if (bytes.size() + read > most) {
                throw new IOException("larger than " + most);
            }
            bytes.write(chunk, 0, read);
        }
        return bytes.toByteArray();
    }

    private List<String> inside() {
        List<String> path = new ArrayList<>(within);
        path.add(names.isEmpty() ? "?" : names.get(0));
        return path;
    }

    /** The end of a long name counts, for there the extension is. */
    private static List<String> bounded(List<String> names) {
        return names.stream()
                .map(name -> name.length() > LONGEST_NAME ? name.substring(name.length() - LONGEST_NAME) : name)
                .map(name -> new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .distinct()
                .toList();
    }
}
