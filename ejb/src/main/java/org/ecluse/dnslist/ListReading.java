package org.ecluse.dnslist;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ecluse.dns.DnsLookup.DnsAnswer;
import org.ecluse.dns.DnsLookup.DnsAnswer.Status;

/**
 * What a list's answer says. One address in it that the list does not document makes all of it worthless: an expired zone
 * answers with its new owner's address, and a list that refuses answers with a code for that (B9).
 *
 * @param codes those that apply, the strongest first; empty unless listed
 * @param wrong the fault; present only if the answer is none that the list documents
 * @param detail the address that is the fault, else ""
 */
public record ListReading(State state, List<AnswerCode> codes, Optional<ListFault> wrong, String detail) {
    private static final int LOOPBACK = 127;
    private static final int REFUSALS = 255;

    /** What came of a question. */
    public enum State {
        NOT_LISTED,
        LISTED,
        /** No answer in time: says nothing. */
        SILENT,
        WRONG
    }

    public static ListReading of(DnsList list, DnsAnswer<InetAddress> answer) {
        if (answer.status() == Status.TEMPORARY_ERROR) {
            return new ListReading(State.SILENT, List.of(), Optional.empty(), "");
        }
        List<AnswerCode> codes = new ArrayList<>();
        for (InetAddress address : answer.records()) {
            Optional<AnswerCode> code =
                    list.codes().stream().filter(each -> each.covers(address)).findFirst();
            if (code.isEmpty()) {
                return new ListReading(State.WRONG, List.of(), Optional.of(fault(address)), address.getHostAddress());
            }
            codes.add(code.get());
        }
        codes.sort(Comparator.comparingDouble(AnswerCode::strength).reversed());
        State state = codes.isEmpty() ? State.NOT_LISTED : State.LISTED;
        return new ListReading(state, List.copyOf(codes), Optional.empty(), "");
    }

    /** The strongest of what is listed; 0 if nothing is. */
    public double strength() {
        return codes.stream().mapToDouble(AnswerCode::strength).max().orElse(0);
    }

    /** {@code PBL, XBL} */
    public String meaning() {
        return codes.stream().map(AnswerCode::meaning).distinct().collect(Collectors.joining(", "));
    }

    private static ListFault fault(InetAddress address) {
        byte[] octets = address.getAddress();
        if ((octets[0] & 0xff) != LOOPBACK) {
            return ListFault.FOREIGN_ANSWER;
        }
        boolean refuses = (octets[1] & 0xff) == REFUSALS && (octets[2] & 0xff) == REFUSALS;
        return refuses ? ListFault.REFUSES : ListFault.UNDOCUMENTED_ANSWER;
    }
}
