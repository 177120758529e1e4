package org.ecluse.filter.virus;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.ecluse.mail.Budget;
import org.ecluse.mail.MailPart;
import org.ecluse.mail.ParsedMessage;
import org.ecluse.mail.RawMessage;

/** The embedded engine: the EICAR test file and a list of SHA-256 digests of decoded parts. It never stands in for a configured engine (B8). */
public final class SignatureScanner implements VirusScanner {
    private final HashList hashes;
    private final EngineVersion version;

    public SignatureScanner(HashList hashes) {
        this.hashes = hashes;
        this.version = new EngineVersion("embedded", hashes.size() + " digests", Optional.empty());
    }

    @Override
    public String name() {
        return version.name();
    }

    @Override
    public ScanAnswer scan(RawMessage raw, ParsedMessage parsed, Budget budget) {
        for (MailPart part : parsed.everyPart()) {
            budget.check();
            Optional<String> virus =
                    EicarSignature.isIn(part) ? Optional.of(EicarSignature.NAME) : hashes.nameOf(part.sha256());
            if (virus.isPresent()) {
                return new ScanAnswer.Infected(version, virus.get());
            }
        }
        try (InputStream wire = raw.open()) {
            return EicarSignature.isIn(wire, budget)
                    ? new ScanAnswer.Infected(version, EicarSignature.NAME)
                    : new ScanAnswer.Clean(version);
        } catch (IOException e) {
            return new ScanAnswer.Unavailable("cannot read the message: " + e);
        }
    }
}
