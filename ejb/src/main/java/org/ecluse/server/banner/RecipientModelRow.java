package org.ecluse.server.banner;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.ecluse.filter.learning.OwnModel;

/** The sum of what one recipient reported by banners. */
@Entity
@Table(name = "recipient_model")
public class RecipientModelRow {
    @Id
    private String address;

    private long customerId;
    private byte[] model;

    protected RecipientModelRow() {}

    void become(OwnModel changed) {
        model = changed.toBytes();
    }
}
