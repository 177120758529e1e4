package org.ecluse.filter.reports;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.ecluse.filter.DmarcVerdict.Request;
import org.ecluse.filter.PublishedPolicy;

/** Writes a report as XML (RFC 9990 appendix A), in the order of its schema. Safe for many threads. */
public final class AggregateReportWriter {
    static final String NAMESPACE = "urn:ietf:params:xml:ns:dmarc-2.0";
    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private AggregateReportWriter() {}

    /** The report's octets as they are attached to a mail. */
    public static byte[] gzipped(AggregateReport report) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream(8_192);
        try (GZIPOutputStream gzip = new GZIPOutputStream(octets)) {
            gzip.write(xml(report));
        } catch (IOException e) {
            throw new IllegalStateException("report " + report.id(), e); // memory does not fail to be written
        }
        return octets.toByteArray();
    }

    /** The report's XML. */
    public static byte[] xml(AggregateReport report) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream(32_768);
        try {
            XMLStreamWriter out = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(octets, UTF_8);
            out.writeStartDocument(UTF_8, "1.0");
            out.writeStartElement("feedback");
            out.writeDefaultNamespace(NAMESPACE);
            element(out, "version", "1.0");
            metadata(out, report);
            policy(out, report.policy());
            for (AggregateReport.Row row : report.rows()) {
                record(out, row);
            }
            out.writeEndElement();
            out.writeEndDocument();
            out.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("report " + report.id(), e);
        }
        return octets.toByteArray();
    }

    private static void metadata(XMLStreamWriter out, AggregateReport report) throws XMLStreamException {
        out.writeStartElement("report_metadata");
        element(out, "org_name", report.organization());
        element(out, "email", report.contact());
        element(out, "report_id", report.id());
        out.writeStartElement("date_range");
        element(out, "begin", Long.toString(report.begin().getEpochSecond()));
        element(out, "end", Long.toString(report.end().getEpochSecond()));
        out.writeEndElement();
        if (report.leftOut() > 0) {
            element(out, "error", report.leftOut() + " messages of further sources are not listed");
        }
        element(out, "generator", "Ecluse");
        out.writeEndElement();
    }

    private static void policy(XMLStreamWriter out, PublishedPolicy policy) throws XMLStreamException {
        out.writeStartElement("policy_published");
        element(out, "domain", policy.domain());
        element(out, "discovery_method", "treewalk");
        element(out, "p", word(policy.policy()));
        request(out, "sp", policy.subdomains());
        request(out, "np", policy.absentSubdomains());
        element(out, "testing", policy.testing() ? "y" : "n");
        element(out, "adkim", policy.strictDkim() ? "s" : "r");
        element(out, "aspf", policy.strictSpf() ? "s" : "r");
        out.writeEndElement();
    }

    private static void request(XMLStreamWriter out, String name, Optional<Request> request) throws XMLStreamException {
        if (request.isPresent()) {
            element(out, name, word(request.get()));
        }
    }

    private static void record(XMLStreamWriter out, AggregateReport.Row row) throws XMLStreamException {
        Observation seen = row.observation();
        out.writeStartElement("record");
        out.writeStartElement("row");
        element(out, "source_ip", seen.sourceIp());
        element(out, "count", Long.toString(row.count()));
        out.writeStartElement("policy_evaluated");
        element(out, "disposition", word(seen.treatment().applied()));
        element(out, "dkim", seen.dkimAligned() ? "pass" : "fail");
        element(out, "spf", seen.spfAligned() ? "pass" : "fail");
        for (Treatment.Reason reason :
                seen.treatment().reasons().stream().sorted().toList()) {
            out.writeStartElement("reason");
            element(out, "type", word(reason));
            out.writeEndElement();
        }
        out.writeEndElement();
        out.writeEndElement();
        out.writeStartElement("identifiers");
        element(out, "envelope_from", seen.envelopeFrom());
        element(out, "header_from", seen.headerFrom());
        out.writeEndElement();
        out.writeStartElement("auth_results");
        for (String signature : seen.dkim()) {
            dkim(out, signature.split(" ", 3));
        }
        if (!seen.spf().isEmpty()) {
            spf(out, seen.spf().split(" ", 2));
        }
        out.writeEndElement();
        out.writeEndElement();
    }

    private static void dkim(XMLStreamWriter out, String... words) throws XMLStreamException {
        out.writeStartElement("dkim");
        element(out, "domain", words[0]);
        element(out, "selector", words[1]);
        element(out, "result", words[2]);
        out.writeEndElement();
    }

    private static void spf(XMLStreamWriter out, String... words) throws XMLStreamException {
        out.writeStartElement("spf");
        element(out, "domain", words[0]);
        element(out, "scope", "mfrom");
        element(out, "result", words[1]);
        out.writeEndElement();
    }

    private static void element(XMLStreamWriter out, String name, String text) throws XMLStreamException {
        out.writeStartElement(name);
        out.writeCharacters(text);
        out.writeEndElement();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
