package org.ecluse.server.directory;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.ecluse.queue.smtp.ServerTrust;

/** A customer's server that takes a domain's clean mail (R1.1): lower preference first, equal ones share by weight. */
@Entity
@Table(name = "destination_server")
public class DestinationServerRow {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "directory_seq")
    @SequenceGenerator(name = "directory_seq", sequenceName = "directory_seq", allocationSize = 50)
    private Long id;

    private long customerId;

    private long domainId;

    private String host;

    private int port;

    private int preference;

    private int weight;

    @Enumerated(EnumType.STRING)
    private TlsMode tlsMode;

    private String tlsTrust;

    protected DestinationServerRow() {}

    public DestinationServerRow(
            long customerId,
            long domainId,
            String host,
            int port,
            int preference,
            int weight,
            TlsMode tlsMode,
            ServerTrust tlsTrust) {
        this.customerId = customerId;
        this.domainId = domainId;
        this.host = host;
        this.port = port;
        this.preference = preference;
        this.weight = weight;
        this.tlsMode = tlsMode;
        this.tlsTrust = tlsTrust.text();
    }

    public Long id() {
        return id;
    }

    public long customerId() {
        return customerId;
    }

    public long domainId() {
        return domainId;
    }

    /** Host name or IP address. */
    public String host() {
        return host;
    }

    public int port() {
        return port;
    }

    public int preference() {
        return preference;
    }

    public int weight() {
        return weight;
    }

    public TlsMode tlsMode() {
        return tlsMode;
    }

    /** What vouches for its certificate where TLS is required. */
    public ServerTrust tlsTrust() {
        return new ServerTrust(tlsTrust);
    }
}
