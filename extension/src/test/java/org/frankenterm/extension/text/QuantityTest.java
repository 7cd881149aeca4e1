package org.frankenterm.extension.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {
    private static final List<String> UNITS =
            List.of("bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB");

    @ParameterizedTest
    @CsvSource(
            value = {
                "0|0 bytes",
                "1|1 byte",
                "-1|-1 byte",
                "2|2 bytes",
                "1000|1,000 bytes",
                "1023|1,023 bytes",
                "1024|1 KiB",
                "1025|1,025 bytes",
                "1536|1.5 KiB",
                "-1536|-1.5 KiB",
                "2048|2 KiB",
                "1048576|1 MiB",
                "1572864|1.5 MiB",
                "1048577|1,048,577 bytes",
                "1049600|1,049,600 bytes",
                "67108864|64 MiB",
                "67108865|67,108,865 bytes",
                "1073741824|1 GiB",
                "1048064|1023.5 KiB",
                "9223372036854775807|9,223,372,036,854,775,807 bytes",
                "-9223372036854775808|-8 EiB"
            },
            delimiter = '|')
    void bytes_anySize_isExact(long bytes, String expected) {
        assertThat(Quantity.bytes(bytes)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "0|0 bytes",
                "1|1 byte",
                "1023|1,023 bytes",
                "1024|1 KiB",
                "1025|1 KiB",
                "1100|1.1 KiB",
                "12345678|11.8 MiB",
                "1048575|1 MiB",
                "-1048575|-1 MiB",
                "1047552|1023 KiB",
                "-1100|-1.1 KiB",
                "9223372036854775807|8 EiB",
                "-9223372036854775808|-8 EiB"
            },
            delimiter = '|')
    void roundedBytes_anySize_hasOneDecimal(long bytes, String expected) {
        assertThat(Quantity.roundedBytes(bytes)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 ns",
        "PT0.000000001S, 1 ns",
        "PT0.000000999S, 999 ns",
        "PT0.000001S, 1 µs",
        "PT0.0000123S, 12.3 µs",
        "PT0.00099996S, 1 ms",
        "PT0.0012S, 1.2 ms",
        "PT0.00125S, 1.3 ms",
        "PT0.99994S, 999.9 ms",
        "PT0.99995S, 1 s",
        "PT1S, 1 s",
        "PT10S, 10 s",
        "PT59.94S, 59.9 s",
        "PT59.95S, 1 min",
        "PT59.9999S, 1 min",
        "PT60S, 1 min",
        "PT61.9S, 1 min 1 s",
        "PT125S, 2 min 5 s",
        "PT59M59S, 59 min 59 s",
        "PT1H, 1 h",
        "PT1H0M59S, 1 h",
        "PT1H30M5S, 1 h 30 min",
        "PT23H59M, 23 h 59 min",
        "PT24H, 1 d",
        "PT51H, 2 d 3 h",
        "PT-0.0012S, -1.2 ms",
        "PT-125S, -2 min 5 s"
    })
    void duration_anyLength_hasAUnitThatFits(Duration duration, String expected) {
        assertThat(Quantity.duration(duration)).isEqualTo(expected);
    }

    @Test
    void duration_extremes_areWritten() {
        assertThat(Quantity.duration(Duration.ofSeconds(Long.MAX_VALUE, 999_999_999)))
                .isEqualTo("106751991167300 d 15 h");
        assertThat(Quantity.duration(Duration.ofSeconds(Long.MIN_VALUE)))
                .isEqualTo("-106751991167300 d 15 h");
        assertThat(Quantity.nanos(Long.MIN_VALUE)).isEqualTo("-106751 d 23 h");
    }

    @Test
    void nanos_isADuration() {
        assertThat(Quantity.nanos(1_200_000)).isEqualTo("1.2 ms");
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "0|0",
                "999|999",
                "1000|1,000",
                "200000000000|200,000,000,000",
                "-1234|-1,234"
            },
            delimiter = '|')
    void count_anyNumber_hasThousandsApart(long count, String expected) {
        assertThat(Quantity.count(count)).isEqualTo(expected);
    }

    @Test
    void everyForm_inAnotherLocale_isTheSame() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(Quantity.count(1_234)).isEqualTo("1,234");
            assertThat(Quantity.bytes(1_536)).isEqualTo("1.5 KiB");
            assertThat(Quantity.nanos(1_200)).isEqualTo("1.2 µs");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void bytes_randomSizes_readBackExactly() {
        long seed = 0xB17E5L;
        System.out.println("seed " + seed);
        var random = new Random(seed);
        for (int round = 0; round < 10_000; round++) {
            long bytes = random.nextLong() >>> random.nextInt(64) << random.nextInt(20);
            assertThat(readBack(Quantity.bytes(bytes))).as("%d", bytes).isEqualTo(bytes);
        }
    }

    private static long readBack(String text) {
        int space = text.indexOf(' ');
        var number = new BigDecimal(text.substring(0, space).replace(",", ""));
        int unit = UNITS.indexOf(text.substring(space + 1));
        return number.multiply(new BigDecimal(1L << (10 * Math.max(unit, 0)))).longValueExact();
    }
}
