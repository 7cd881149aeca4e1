package org.frankenterm.extension.text;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;

/// How sizes, durations and counts are written in messages and tables: `64 MiB`, `1.2 ms`,
/// `200,000,000,000`. The same in every locale.
public final class Quantity {
    private static final String[] BINARY_UNITS = {
        "bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"
    };
    private static final String[] TIME_UNITS = {"ns", "µs", "ms", "s"};
    private static final long SECONDS_PER_MINUTE = 60;
    private static final long SECONDS_PER_HOUR = 3_600;
    private static final long SECONDS_PER_DAY = 86_400;

    /// From here on one decimal of a second would say `60 s`.
    private static final Duration ROUNDED_TO_A_MINUTE = Duration.ofMillis(59_950);

    private Quantity() {}

    /// A size that says exactly what it is, for limits and comparisons: in the largest binary unit
    /// of which it is a whole or half multiple (`64 MiB`, `1.5 KiB`), else in bytes (`67,108,865
    /// bytes`).
    ///
    /// @param bytes the size; negative differences are written with their sign
    /// @return the text
    public static String bytes(long bytes) {
        int unit = binaryUnit(bytes);
        long half = unit == 0 ? 1 : 1L << (10 * unit - 1);
        if (unit == 0 || bytes % half != 0) {
            return count(bytes) + (bytes == 1 || bytes == -1 ? " byte" : " bytes");
        }
        long halves = bytes / half;
        return halves / 2 + (halves % 2 == 0 ? " " : ".5 ") + BINARY_UNITS[unit];
    }

    /// A size for a column of a table, rounded to one decimal: `11.8 MiB`.
    ///
    /// @param bytes the size; negative differences are written with their sign
    /// @return the text
    public static String roundedBytes(long bytes) {
        int unit = binaryUnit(bytes);
        if (unit == 0) {
            return bytes(bytes);
        }
        BigDecimal size = oneDecimal(bytes, 1L << (10 * unit));
        boolean full = size.abs().intValue() == 1024 && unit < BINARY_UNITS.length - 1;
        return full
                ? (bytes < 0 ? "-1 " : "1 ") + BINARY_UNITS[unit + 1]
                : plain(size) + " " + BINARY_UNITS[unit];
    }

    /// A duration: rounded to one decimal below a minute (`850 ns`, `1.2 ms`, `10 s`), in two units
    /// above, and what is smaller dropped (`2 min 5 s`, `1 h 30 min`, `2 d 3 h`).
    ///
    /// @param duration how long; a negative one is written with its sign
    /// @return the text
    public static String duration(Duration duration) {
        if (duration.isNegative()) {
            boolean longest = duration.toSeconds() == Long.MIN_VALUE;
            return "-" + (longest ? longDuration(Long.MAX_VALUE) : duration(duration.negated()));
        }
        return duration.compareTo(ROUNDED_TO_A_MINUTE) < 0
                ? shortDuration(duration.toNanos())
                : longDuration(Math.max(SECONDS_PER_MINUTE, duration.toSeconds()));
    }

    /// A duration given in nanoseconds, written as {@link #duration(Duration)} does.
    ///
    /// @param nanos how long, in nanoseconds
    /// @return the text
    public static String nanos(long nanos) {
        return duration(Duration.ofNanos(nanos));
    }

    /// A count with its thousands apart: `200,000,000,000`.
    ///
    /// @param count the count
    /// @return the text
    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /// The largest unit that is not larger than the size: 0 for bytes, 1 for KiB and so on.
    private static int binaryUnit(long bytes) {
        long magnitude = bytes == Long.MIN_VALUE ? Long.MAX_VALUE : Math.abs(bytes);
        return magnitude == 0 ? 0 : (63 - Long.numberOfLeadingZeros(magnitude)) / 10;
    }

    private static String shortDuration(long nanos) {
        int unit = 0;
        long nanosInUnit = 1;
        BigDecimal amount = BigDecimal.valueOf(nanos);
        while (amount.longValue() >= 1_000 && unit < TIME_UNITS.length - 1) {
            unit++;
            nanosInUnit *= 1_000;
            amount = oneDecimal(nanos, nanosInUnit);
        }
        return plain(amount) + " " + TIME_UNITS[unit];
    }

    private static String longDuration(long seconds) {
        if (seconds < SECONDS_PER_HOUR) {
            return twoUnits(seconds, SECONDS_PER_MINUTE, "min", 1, "s");
        }
        return seconds < SECONDS_PER_DAY
                ? twoUnits(seconds, SECONDS_PER_HOUR, "h", SECONDS_PER_MINUTE, "min")
                : twoUnits(seconds, SECONDS_PER_DAY, "d", SECONDS_PER_HOUR, "h");
    }

    private static String twoUnits(
            long seconds, long larger, String largerName, long smaller, String smallerName) {
        String whole = seconds / larger + " " + largerName;
        long rest = seconds % larger / smaller;
        return rest == 0 ? whole : whole + " " + rest + " " + smallerName;
    }

    private static BigDecimal oneDecimal(long amount, long unit) {
        return BigDecimal.valueOf(amount).divide(BigDecimal.valueOf(unit), 1, RoundingMode.HALF_UP);
    }

    /// Without the decimal when it is zero.
    private static String plain(BigDecimal amount) {
        return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
    }
}
