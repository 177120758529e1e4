package org.ecluse.web.console.domains;

import java.io.Serializable;
import org.ecluse.server.directory.Destination;
import org.ecluse.server.directory.TlsMode;

/** A line of the table of destination servers while it is edited. */
public class DestinationForm implements Serializable {
    private static final long serialVersionUID = 1L;

    private String host = "";
    private int port = 25;
    private int preference = 10;
    private int weight = 1;
    private TlsMode tlsMode = TlsMode.OPPORTUNISTIC;
    private String tlsTrust = "";

    static DestinationForm of(Destination server) {
        DestinationForm form = new DestinationForm();
        form.host = server.host();
        form.port = server.port();
        form.preference = server.preference();
        form.weight = server.weight();
        form.tlsMode = server.tlsMode();
        form.tlsTrust = server.tlsTrust().text();
        return form;
    }

    Destination destination() {
        return Destination.of(host, port, preference, weight, tlsMode, tlsTrust);
    }

    public String getHost() {
        return host;
    }

    public void setHost(String value) {
        host = value;
    }

    public int getPort() {
        return port;
    }

    public void setPort(int value) {
        port = value;
    }

    public int getPreference() {
        return preference;
    }

    public void setPreference(int value) {
        preference = value;
    }

    public int getWeight() {
        return weight;
    }

    public void setWeight(int value) {
        weight = value;
    }

    public TlsMode getTlsMode() {
        return tlsMode;
    }

    public void setTlsMode(TlsMode value) {
        tlsMode = value;
    }

    public String getTlsTrust() {
        return tlsTrust;
    }

    public void setTlsTrust(String value) {
        tlsTrust = value;
    }
}
