package org.ecluse.filter.learning;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.ecluse.filter.learning.BaseModel.Calibration;

/** A base model as a file: numbers of buckets and their values, packed. It holds no text and nothing that leads back to one. */
public final class ModelFile {
    private static final int MAGIC = 0x45434C32; // "ECL2": the groups of tokens have the buckets of TokenGroup
    private static final String SHIPPED = "base.model";

    private ModelFile() {}

    /** The model beside this class. Read once, when first asked for. */
    public static BaseModel shipped() {
        return Shipped.MODEL;
    }

    /** The same model gives the same octets. */
    public static void write(BaseModel model, OutputStream stream) throws IOException {
        try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(stream))) {
            out.writeInt(MAGIC);
            out.writeInt(TokenBag.BITS);
            Calibration calibration = model.calibration();
            out.writeDouble(calibration.weightStep());
            out.writeDouble(calibration.bias());
            out.writeDouble(calibration.logistic());
            out.writeDouble(calibration.bayes());
            out.writeDouble(calibration.offset());
            writeSparse(model.weights(), out);
            writeSparse(model.probabilities(), out);
        }
    }

    /** @throws IOException also for what is no model of this kind */
    public static BaseModel read(InputStream stream) throws IOException {
        try (DataInputStream in = new DataInputStream(new GZIPInputStream(stream))) {
            if (in.readInt() != MAGIC || in.readInt() != TokenBag.BITS) {
                throw new IOException("not a model of this version");
            }
            Calibration calibration = new Calibration(
                    in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble());
            return new BaseModel(readSparse(in), readSparse(in), calibration);
        }
    }

    /** Gaps of buckets first and then their values: each packs better among its like. */
    private static void writeSparse(byte[] values, DataOutputStream out) throws IOException {
        int count = 0;
        for (byte value : values) {
            count += value != 0 ? 1 : 0;
        }
        out.writeInt(count);
        int last = -1;
        for (int i = 0; i < values.length; i++) {
            if (values[i] != 0) {
                writeGap(i - last - 1, out);
                last = i;
            }
        }
        for (byte value : values) {
            if (value != 0) {
                out.writeByte(value);
            }
        }
    }

    private static void writeGap(int gap, DataOutputStream out) throws IOException {
        int left = gap;
        while (left > 127) {
            out.writeByte(left & 127 | 128);
            left >>>= 7;
        }
        out.writeByte(left);
    }

    private static byte[] readSparse(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > TokenBag.BUCKETS) {
            throw new IOException("damaged model");
        }
        int[] places = new int[count];
        int last = -1;
        for (int i = 0; i < count; i++) {
            last += readGap(in) + 1;
            if (last < 0 || last >= TokenBag.BUCKETS) {
                throw new IOException("damaged model");
            }
            places[i] = last;
        }
        byte[] values = new byte[TokenBag.BUCKETS];
        for (int place : places) {
            values[place] = in.readByte();
        }
        return values;
    }

    private static int readGap(DataInputStream in) throws IOException {
        int gap = 0;
        for (int shift = 0; shift <= 21; shift += 7) {
            int part = in.readUnsignedByte();
            gap |= (part & 127) << shift;
            if (part < 128) {
                return gap;
            }
        }
        throw new IOException("damaged model");
    }

    private static final class Shipped {
        static final BaseModel MODEL = load();

        private static BaseModel load() {
            try (InputStream resource = ModelFile.class.getResourceAsStream(SHIPPED)) {
                if (resource == null) {
                    throw new IllegalStateException(SHIPPED + " is missing");
                }
                return read(resource);
            } catch (IOException e) {
                throw new UncheckedIOException(SHIPPED, e);
            }
        }
    }
}
