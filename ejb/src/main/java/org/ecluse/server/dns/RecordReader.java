package org.ecluse.server.dns;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.ecluse.dns.DnsLookup.DnsAnswer;
import org.ecluse.dns.DnsLookup.DnsAnswer.Status;
import org.ecluse.dns.DnsLookup.Mx;
import org.ecluse.dns.DnsQuestion;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.ReverseMap;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** Between our questions and answers and dnsjava's names and records. */
final class RecordReader {
    private static final int MOST_RECORDS = 200;

    private RecordReader() {}

    static int type(DnsQuestion.Kind kind) {
        return switch (kind) {
            case TXT -> Type.TXT;
            case A -> Type.A;
            case AAAA -> Type.AAAA;
            case MX -> Type.MX;
            case PTR -> Type.PTR;
        };
    }

    /** @throws TextParseException a label over 63 or a name over 255 octets: it cannot exist */
    static Name name(DnsQuestion<?> question) throws TextParseException {
        if (question.kind() != DnsQuestion.Kind.PTR) {
            return Name.fromString(question.name(), Name.root);
        }
        try {
            return ReverseMap.fromAddress(InetAddress.getByName(question.name())); // a literal: nothing is looked up
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("no address: " + question.name(), e);
        }
    }

    /** The answer of the records of the asked type, in the order of preference with MX. */
    static <T> DnsAnswer<T> read(DnsQuestion<T> question, List<Record> records) {
        List<Object> found = new ArrayList<>();
        for (Record record : records) {
            if (record.getType() == type(question.kind()) && found.size() < MOST_RECORDS) {
                found.add(value(record));
            }
        }
        if (question.kind() == DnsQuestion.Kind.MX) {
            found.sort(Comparator.comparingInt(mx -> ((Mx) mx).preference()));
        }
        @SuppressWarnings("unchecked") // value() gives what DnsQuestion declares for the kind
        List<T> values = (List<T>) found;
        return new DnsAnswer<>(values.isEmpty() ? Status.NO_DATA : Status.FOUND, values);
    }

    private static Object value(Record record) {
        if (record instanceof TXTRecord txt) {
            return text(txt);
        } else if (record instanceof ARecord a) {
            return a.getAddress();
        } else if (record instanceof AAAARecord aaaa) {
            return aaaa.getAddress();
        } else if (record instanceof MXRecord mx) {
            return new Mx(mx.getPriority(), hostName(mx.getTarget()));
        } else if (record instanceof PTRRecord ptr) {
            return hostName(ptr.getTarget());
        }
        throw new IllegalArgumentException("type " + Type.string(record.getType()));
    }

    private static String text(TXTRecord record) {
        StringBuilder joined = new StringBuilder();
        for (byte[] part : record.getStringsAsByteArrays()) {
            joined.append(new String(part, StandardCharsets.ISO_8859_1));
        }
        return joined.toString();
    }

    /** Without the trailing dot; the root itself, a null MX (RFC 7505), stays ".". */
    private static String hostName(Name name) {
        return name.equals(Name.root) ? "." : name.toString(true).toLowerCase(Locale.ROOT);
    }
}
