package org.ecluse.testkit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.xml.sax.SAXException;

/** What RFC 9990 wants of an aggregate report. */
public final class ReportSchema {
    private ReportSchema() {}

    /** @throws SAXException naming what is wrong and where */
    public static void check(byte[] report) throws SAXException, IOException {
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(ReportSchema.class.getResource("aggregate-report.xsd"))
                .newValidator()
                .validate(new StreamSource(new ByteArrayInputStream(report)));
    }
}
