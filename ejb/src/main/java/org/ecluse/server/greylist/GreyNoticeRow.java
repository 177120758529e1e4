package org.ecluse.server.greylist;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.ecluse.policy.Doubt;
import org.ecluse.server.rows.Bounded;

/** What is told of a delayed correspondence; the cache decides. Written by {@link GreyLedger}. */
@Entity
@Table(name = "grey_notice")
public class GreyNoticeRow {
    /** Whether it still has to come back. */
    public enum State {
        WAITING,
        PASSED
    }

    @Id
    private String id;

    private String greyId;
    private long customerId;
    private String sender;
    private String senderDomain;
    private String recipient;
    private String clientAddress;
    private String helo;
    private String doubts;

    @Enumerated(EnumType.STRING)
    private State state;

    private int tries;
    private Instant firstAt;
    private Instant lastAt;
    private Instant retryFrom;
    private Instant retryUntil;
    private Instant forgetAt;

    protected GreyNoticeRow() {}

    /** One more try of the same correspondence. */
    void tell(GreyNotice notice) {
        this.sender = Bounded.text(notice.sender(), 320);
        this.senderDomain = Bounded.text(notice.senderDomain(), 255);
        this.recipient = Bounded.text(notice.recipient(), 320);
        this.clientAddress = notice.clientAddress();
        this.helo = Bounded.text(notice.helo(), 255);
        this.doubts = notice.doubts().stream().sorted().map(Enum::name).collect(Collectors.joining(" "));
        this.state = notice.passed() ? State.PASSED : State.WAITING;
        this.tries = notice.tries();
        this.lastAt = notice.lastAt();
        this.retryFrom = notice.retryFrom();
        this.retryUntil = notice.retryUntil();
        this.forgetAt = notice.forgetAt();
        if (notice.tries() == 1) {
            this.firstAt = notice.firstAt(); // forgotten meanwhile: it begins anew
        }
    }

    GreyNotice notice() {
        return new GreyNotice(
                id,
                greyId,
                customerId,
                sender,
                senderDomain,
                recipient,
                clientAddress,
                helo,
                doubts(),
                state == State.PASSED,
                tries,
                firstAt,
                lastAt,
                retryFrom,
                retryUntil,
                forgetAt);
    }

    private Set<Doubt> doubts() {
        return Arrays.stream(doubts.split(" ", -1))
                .filter(name -> !name.isEmpty())
                .map(Doubt::valueOf)
                .collect(Collectors.toUnmodifiableSet());
    }
}
