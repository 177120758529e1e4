package org.ecluse.server.learning;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.ecluse.filter.learning.OwnModel;

/** The sum of a customer's lessons. */
@Entity
@Table(name = "learned_model")
public class LearnedModelRow {
    @Id
    private long customerId;

    private long revision;
    private byte[] model;

    protected LearnedModelRow() {}

    void become(OwnModel changed) {
        model = changed.toBytes();
        revision++;
    }
}
