package org.ecluse.dnslist;

import java.util.ArrayList;
import java.util.List;
import org.ecluse.dnslist.DnsList.Subject;

/**
 * A name that every list must hold, or must not (RFC 5782 section 5).
 *
 * @param listed which of the two
 */
public record TestPoint(String name, boolean listed) {
    /** All that a list has, by what it is asked about: two each. */
    public static List<TestPoint> of(DnsList list) {
        List<TestPoint> points = new ArrayList<>();
        for (Subject subject : Subject.values()) {
            if (list.asked().contains(subject)) {
                points.add(new TestPoint(present(subject) + "." + list.zone().value(), true));
                points.add(new TestPoint(absent(subject) + "." + list.zone().value(), false));
            }
        }
        return points;
    }

    private static String present(Subject subject) {
        return switch (subject) {
            case IPV4 -> "2.0.0.127";
            case IPV6 -> mapped(2);
            case DOMAIN -> "test";
        };
    }

    private static String absent(Subject subject) {
        return switch (subject) {
            case IPV4 -> "1.0.0.127";
            case IPV6 -> mapped(1);
            case DOMAIN -> "invalid";
        };
    }

    /** {@code ::FFFF:7F00:n}. As octets: Java would make an IPv4 address of it. */
    private static String mapped(int last) {
        return ListQuestion.reversed(
                new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte) 0xff, (byte) 0xff, 127, 0, 0, (byte) last});
    }
}
