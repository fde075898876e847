package dev.makegood.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerSettingsTest {

    private static final long MEGABYTE = 1024 * 1024;

    @ParameterizedTest
    @CsvSource({"256, 128", "512, 128", "8192, 2048", "24000, 6000", "32768, 8192", "131072, 8192"})
    void theBuffersAreAQuarterOfTheMachineWithinBounds(long machine, long buffers) {
        ServerSettings settings = new ServerSettings(5432, Durability.FULL, machine * MEGABYTE);
        assertThat(settings.configuration()).contains("shared_buffers = '" + buffers + "MB'");
    }

    @Test
    void testsTakeTheLeast() {
        ServerSettings settings = new ServerSettings(5432, Durability.NONE, 32_768 * MEGABYTE);
        assertThat(settings.configuration()).contains("shared_buffers = '128MB'");
    }
}
