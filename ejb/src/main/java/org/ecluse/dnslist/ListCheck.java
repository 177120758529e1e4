package org.ecluse.dnslist;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.ecluse.dns.DnsLookup.DnsAnswer;
import org.ecluse.dnslist.ListReading.State;

/**
 * What a look at a list's test points found.
 *
 * @param fault empty: the list is to be believed
 * @param detail the answer that is the fault, else ""
 */
public record ListCheck(Optional<ListFault> fault, String detail) {
    private static final ListCheck GOOD = new ListCheck(Optional.empty(), "");

    /**
     * @param answers to the test points, and to {@code doubtful}
     * @param doubtful a name that was answered wrongly before: the list is believed again when it no longer is
     */
    public static ListCheck of(DnsList list, Map<String, DnsAnswer<InetAddress>> answers, Optional<String> doubtful) {
        List<TestPoint> points = TestPoint.of(list);
        Optional<ListReading> wrong = Stream.concat(points.stream().map(TestPoint::name), doubtful.stream())
                .map(name -> ListReading.of(list, answers.get(name)))
                .filter(reading -> reading.state() == State.WRONG)
                .findFirst();
        if (wrong.isPresent()) {
            return new ListCheck(wrong.get().wrong(), wrong.get().detail());
        }
        for (TestPoint point : points) {
            Optional<ListFault> fault = fault(point, ListReading.of(list, answers.get(point.name())));
            if (fault.isPresent()) {
                return new ListCheck(fault, "");
            }
        }
        return GOOD;
    }

    private static Optional<ListFault> fault(TestPoint point, ListReading reading) {
        if (reading.state() == State.SILENT) {
            return Optional.of(ListFault.NO_ANSWER);
        }
        boolean listed = reading.state() == State.LISTED;
        if (listed == point.listed()) {
            return Optional.empty();
        }
        return Optional.of(point.listed() ? ListFault.TEST_POINT_MISSING : ListFault.LISTS_EVERYTHING);
    }
}
