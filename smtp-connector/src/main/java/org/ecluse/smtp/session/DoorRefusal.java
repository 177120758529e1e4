package org.ecluse.smtp.session;

/**
 * Why a connection is not let in.
 *
 * @param line the whole reply with CRLF; not to be changed
 * @param late for what the client itself does: it has to wait for the reply. Anybody else shall try another server at once
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; the replies' own octets, made once
record DoorRefusal(byte[] line, boolean late) {
    static DoorRefusal now(ProtocolReply reply) {
        return new DoorRefusal(reply.wire(), false);
    }

    static DoorRefusal late(byte[] line) {
        return new DoorRefusal(line, true);
    }

    /** Only closes the connection. */
    DoorRefusal withoutAWord() {
        return new DoorRefusal(new byte[0], late);
    }
}
