package dev.makegood.code;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import dev.makegood.ledger.Code;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * A code for a camera: a PNG as a data URI, and an SVG. Both are written by hand, since the picture is a few
 * squares and the JDK's imaging would load a desktop for them.
 */
public record QrCode(String png, String svg) {

    /** The blank modules that the standard asks for on each side. */
    private static final int QUIET = 4;

    /** So many pixels are a module of the PNG. */
    private static final int SCALE = 8;

    /** Any mask can be read; the encoder would try all eight for the prettiest. 24 characters fill the second size. */
    private static final Map<EncodeHintType, Object> HINTS =
            Map.of(EncodeHintType.QR_MASK_PATTERN, 3, EncodeHintType.QR_VERSION, 2);

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    static QrCode of(Code code) {
        ByteMatrix modules;
        try {
            modules =
                    Encoder.encode(code.reveal(), ErrorCorrectionLevel.M, HINTS).getMatrix();
        } catch (WriterException e) {
            throw new IllegalStateException("24 characters fit into any QR code", e);
        }
        return new QrCode("data:image/png;base64," + Base64.getEncoder().encodeToString(png(modules)), svg(modules));
    }

    /** The picture tells the code as much as its text does. */
    @Override
    public String toString() {
        return "QrCode[masked]";
    }

    /** A row of squares is one step of one path. */
    private static String svg(ByteMatrix modules) {
        int size = modules.getWidth() + 2 * QUIET;
        StringBuilder path = new StringBuilder(2048);
        for (int y = 0; y < modules.getHeight(); y++) {
            for (int x = 0; x < modules.getWidth(); x++) {
                int from = x;
                while (x < modules.getWidth() && modules.get(x, y) == 1) {
                    x++;
                }
                if (x > from) {
                    path.append('M').append(from + QUIET).append(' ').append(y + QUIET);
                    path.append('h')
                            .append(x - from)
                            .append("v1h-")
                            .append(x - from)
                            .append('z');
                }
            }
        }
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + size + " " + size
                + "\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h" + size + "v" + size + "H0z\"/>"
                + "<path d=\"" + path + "\"/></svg>";
    }

    /** One bit for each pixel, 1 for white. */
    private static byte[] png(ByteMatrix modules) {
        int size = (modules.getWidth() + 2 * QUIET) * SCALE;
        ByteArrayOutputStream file = new ByteArrayOutputStream(1024);
        file.writeBytes(SIGNATURE);
        ByteBuffer header = ByteBuffer.allocate(13).putInt(size).putInt(size);
        chunk(file, "IHDR", header.put((byte) 1).array());
        chunk(file, "IDAT", compressed(rows(modules, size)));
        chunk(file, "IEND", new byte[0]);
        return file.toByteArray();
    }

    /** Each row begins with the number of its filter, none; with eight pixels a module, a module is a byte. */
    private static byte[] rows(ByteMatrix modules, int size) {
        int width = 1 + size / SCALE;
        byte[] rows = new byte[width * size];
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < width - 1; x++) {
                boolean black = inside(x - QUIET, modules)
                        && inside(y / SCALE - QUIET, modules)
                        && modules.get(x - QUIET, y / SCALE - QUIET) == 1;
                rows[y * width + 1 + x] = black ? 0 : (byte) 0xff;
            }
        }
        return rows;
    }

    private static boolean inside(int at, ByteMatrix modules) {
        return at >= 0 && at < modules.getWidth();
    }

    private static byte[] compressed(byte[] rows) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            deflater.setInput(rows);
            deflater.finish();
            byte[] bytes = new byte[rows.length + 64];
            int length = deflater.deflate(bytes);
            return ByteBuffer.allocate(length).put(bytes, 0, length).array();
        } finally {
            deflater.end();
        }
    }

    private static void chunk(ByteArrayOutputStream file, String type, byte[] data) {
        byte[] body = ByteBuffer.allocate(4 + data.length)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .put(data)
                .array();
        CRC32 sum = new CRC32();
        sum.update(body);
        file.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        file.writeBytes(body);
        file.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    }
}
