package org.ecluse.server.scanning;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.ecluse.unpack.ArchiveProgram;

/**
 * libarchive's {@code bsdtar} (Debian: libarchive-tools), which turns an archive into a tar stream in a process of its own: with little memory, some seconds,
 * no right to write files and no way to gain rights. What it reads is a copy that only this server may read, and that is
 * gone at the close.
 */
final class Bsdtar implements ArchiveProgram {
    private static final int SECONDS = 6;
    private static final int PADDING_BYTES = 64 << 10;
    private static final int MEMORY_BYTES = 256 << 20;
    private static final List<String> BOUNDS = List.of(
            "prlimit",
            "--as=" + MEMORY_BYTES,
            "--cpu=" + SECONDS,
            "--fsize=0",
            "--core=0",
            "--nofile=32",
            "setpriv",
            "--no-new-privs");
    // "@-": the members of the archive at standard input, not the archive.
    private static final List<String> ARGUMENTS = List.of("--create", "--file", "-", "--format", "pax", "@-");

    private final String program;
    private final Duration longest;

    /** @param program name or path */
    Bsdtar(String program) {
        this(program, Duration.ofSeconds(SECONDS * 2));
    }

    /** @param longest by the clock, whatever it waits for: it holds a scan thread */
    Bsdtar(String program, Duration longest) {
        this.program = program;
        this.longest = longest;
    }

    @Override
    public InputStream tar(InputStream archive) throws IOException {
        Path copy = Files.createTempFile("ecluse-archive-", "");
        try {
            Files.copy(archive, copy, StandardCopyOption.REPLACE_EXISTING);
            List<String> command =
                    new ArrayList<>(List.of("timeout", "--signal=KILL", longest.toMillis() / 1000.0 + "s"));
            command.addAll(BOUNDS);
            command.add(program);
            command.addAll(ARGUMENTS);
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectInput(copy.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD);
            String path = System.getenv("PATH");
            builder.environment().clear();
            builder.environment().put("PATH", path == null ? "/usr/bin:/bin" : path);
            builder.environment().put("LC_ALL", "C.UTF-8");
            return new Output(builder.start());
        } finally {
            // The process has it open; nobody else needs its name.
            Files.delete(copy);
        }
    }

    /** What the program writes; ends with it. */
    private static final class Output extends FilterInputStream {
        private final Process process;
        private boolean closed;

        Output(Process process) {
            super(process.getInputStream());
            this.process = process;
        }

        /** @throws IOException the program had written all that it could and failed */
        @Override
        public void close() throws IOException {
            if (closed) {
                return;
            }
            closed = true;
            // Behind the last member stands padding. Whoever leaves earlier does not ask how the program would have
            // ended.
            boolean atEnd = in.readNBytes(PADDING_BYTES).length < PADDING_BYTES;
            super.close();
            try {
                boolean ended = atEnd && process.waitFor(SECONDS, TimeUnit.SECONDS);
                process.destroy(); // timeout tells it to the program, and ends after it
                process.waitFor(SECONDS, TimeUnit.SECONDS); // else timeout kills the program at its time
                if (atEnd && (!ended || process.exitValue() != 0)) {
                    throw new IOException("the archive could not be read to its end");
                }
            } catch (InterruptedException e) {
                process.destroy();
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while an archive program ended");
            }
        }
    }
}
