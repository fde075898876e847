package dev.makegood.code;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import dev.makegood.ledger.Code;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

/** Both pictures are read, and exactly as they are: a reader that first looks for the code in them misses some. */
class QrCodeTest {

    private static final int WHITE = 0xffffff;
    private static final Pattern STEP = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-(\\d+)z");

    private final Code code = Code.random(new SecureRandom());

    @RepeatedTest(20)
    void the_png_is_read_as_the_code() throws Exception {
        BufferedImage image = image(QrCode.of(code).png());
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        assertThat(read(image.getWidth(), pixels)).isEqualTo(code.reveal());
    }

    @Test
    void the_svg_has_the_same_squares() throws Exception {
        QrCode qr = QrCode.of(code);
        BufferedImage image = image(qr.png());
        int size = image.getWidth() / 8;
        int[] modules = new int[size * size];
        Arrays.fill(modules, WHITE);
        STEP.matcher(qr.svg()).results().forEach(step -> {
            assertThat(number(step, 3)).isEqualTo(number(step, 4));
            int from = number(step, 2) * size + number(step, 1);
            Arrays.fill(modules, from, from + number(step, 3), 0);
        });
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                assertThat(modules[y * size + x]).isEqualTo(image.getRGB(x * 8 + 3, y * 8 + 3) & WHITE);
            }
        }
        var document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(qr.svg())));
        assertThat(document.getDocumentElement().getAttribute("viewBox")).isEqualTo("0 0 " + size + " " + size);
    }

    private static int number(MatchResult step, int group) {
        return Integer.parseInt(step.group(group));
    }

    @Test
    void its_text_form_tells_nothing() {
        QrCode qr = QrCode.of(code);
        assertThat(qr.toString()).doesNotContain("base64").doesNotContain("svg");
        assertThat(ShownCode.of(code).toString()).doesNotContain(code.reveal()).contains(code.lastFour());
    }

    private static BufferedImage image(String png) throws Exception {
        byte[] file = Base64.getDecoder().decode(png.substring(png.indexOf(',') + 1));
        return ImageIO.read(new ByteArrayInputStream(file));
    }

    private static String read(int size, int[] pixels) throws Exception {
        var bitmap = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(size, size, pixels)));
        return new QRCodeReader()
                .decode(bitmap, Map.of(DecodeHintType.PURE_BARCODE, true))
                .getText();
    }
}
