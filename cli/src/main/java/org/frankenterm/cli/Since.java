package org.frankenterm.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.frankenterm.extension.text.Quoted;

/// A moment as people write it: how long ago, or a date with or without a time.
final class Since {
    private static final Pattern AGO = Pattern.compile("([0-9]{1,6})([smhd])");

    private Since() {}

    /// The moment.
    ///
    /// @param zone of dates and times that name none
    /// @throws UsageException if it can't be read
    static Instant read(String text, Instant now, ZoneId zone) {
        Matcher ago = AGO.matcher(text);
        if (ago.matches()) {
            return now.minus(ago(Long.parseLong(ago.group(1)), ago.group(2)));
        }
        try {
            return date(text, zone);
        } catch (DateTimeException e) {
            throw new UsageException(
                    "--since takes how long ago, such as 10m, 2h or 3d, or a date, such as"
                            + " 2026-11-22 or 2026-11-22T10:11, not "
                            + Quoted.of(text));
        }
    }

    private static Duration ago(long count, String unit) {
        return switch (unit) {
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }

    private static Instant date(String text, ZoneId zone) {
        if (!text.contains("T")) {
            return LocalDate.parse(text).atStartOfDay(zone).toInstant();
        }
        boolean zoned = text.endsWith("Z") || text.matches(".*T.*[+-].*");
        return zoned
                ? ZonedDateTime.parse(text).toInstant()
                : LocalDateTime.parse(text).atZone(zone).toInstant();
    }
}
