package org.frankenterm.extension.audit;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.frankenterm.extension.api.AuditEntry.AuditOutcome;
import org.frankenterm.extension.json.Json.JsonNumber;
import org.frankenterm.extension.json.Json.JsonObject;
import org.frankenterm.extension.json.JsonProblem;
import org.frankenterm.extension.json.JsonReader;
import org.frankenterm.extension.json.JsonWriter;

/// One line of a journal file: a JSON object in printable ASCII, its first five fields always the
/// same and in the same order, so that a line can be checked, sorted and weighed without being
/// parsed.
///
/// @param text the line without its line feed
/// @param previous digest of the line before, hexadecimal
/// @param sequence its number in the file, from 1
/// @param time as it is written: such texts compare as the times do
/// @param extension about whom
/// @param kind what it tells of
record JournalLine(
        String text,
        String previous,
        long sequence,
        String time,
        String extension,
        RecordKind kind) {
    /// Far more than a record can have: summaries and reasons are cut.
    static final int MAX_BYTES = 16 << 10;

    private static final String BEGIN = "{\"prev\":\"";
    private static final String SEQUENCE = "\",\"seq\":";
    private static final int DIGITS = 64;
    private static final int MAX_SEQUENCE_DIGITS = 18;

    /// Begins the fields that can be read without parsing, each a string.
    private static final Pattern FORM =
            Pattern.compile(
                    "\"time\":\"([0-9TZ:.-]{27})\",\"extension\":\"([A-Za-z0-9._-]{1,64})\",\"kind\":\"([a-z]{1,16})\",");

    /// Microseconds, always written, so that all have the same length.
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    /// A line that is there, or empty if it is none of ours. Two lines that became one are none:
    /// inside a string a quotation mark never stands alone.
    static Optional<JournalLine> read(String text) {
        int sequence = BEGIN.length() + DIGITS + SEQUENCE.length();
        int comma = text.indexOf(',', sequence);
        if (!text.startsWith(BEGIN)
                || !text.endsWith("}")
                || comma < 0
                || !text.startsWith(SEQUENCE, BEGIN.length() + DIGITS)
                || text.indexOf(BEGIN, 1) >= 0) {
            return Optional.empty();
        }
        return read(text, text.substring(sequence, comma), comma + 1);
    }

    private static Optional<JournalLine> read(String text, String number, int from) {
        Matcher form = FORM.matcher(text).region(from, text.length());
        if (!form.lookingAt() || !isSequence(number)) {
            return Optional.empty();
        }
        return RecordKind.of(form.group(3))
                .map(kind ->
                        new JournalLine(
                                text,
                                text.substring(BEGIN.length(), BEGIN.length() + DIGITS),
                                Long.parseLong(number),
                                form.group(1),
                                form.group(2),
                                kind));
    }

    private static boolean isSequence(String number) {
        return !number.isEmpty()
                && number.length() <= MAX_SEQUENCE_DIGITS
                && number.charAt(0) != '0'
                && number.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /// A line for a record.
    static String write(String previous, long sequence, JournalRecord record) {
        JsonWriter line = new JsonWriter().object().field("prev", previous).field("seq", sequence);
        return fields(line, record).end().toString();
    }

    /// What a record says, in fields.
    static JsonWriter fields(JsonWriter line, JournalRecord record) {
        line.field("time", TIME.format(record.time()))
                .field("extension", record.extension())
                .field("kind", record.kind().token());
        return rest(line, record);
    }

    /// The same record in another place.
    String movedTo(String newPrevious, long newSequence) {
        return BEGIN
                + newPrevious
                + SEQUENCE
                + newSequence
                + text.substring(text.indexOf(',', BEGIN.length() + DIGITS + SEQUENCE.length()));
    }

    private static JsonWriter rest(JsonWriter line, JournalRecord record) {
        line.field("process", record.process())
                .field("version", record.version())
                .field("call", record.call())
                .field("event", record.event())
                .field("function", record.function())
                .field("arguments", record.arguments())
                .field("outcome", token(record.outcome()))
                .field("reason", record.reason())
                .field("folded", record.folded());
        if (record.duration() != null) {
            line.field("duration_ns", record.duration().toNanos());
        }
        return line;
    }

    static String token(AuditOutcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }

    /// What it says; empty if something is missing.
    Optional<JournalRecord> record() {
        try {
            JsonObject object = JsonReader.parseObject(text);
            return Optional.of(
                    new JournalRecord(
                            Instant.parse(time),
                            extension,
                            kind,
                            object.string("process").orElse(""),
                            object.string("version").orElse(""),
                            number(object, "call").orElse(0L),
                            object.string("event").orElse(""),
                            object.string("function").orElse(""),
                            object.string("arguments").orElse(""),
                            outcome(object),
                            object.string("reason").orElse(""),
                            number(object, "duration_ns").map(Duration::ofNanos).orElse(null),
                            number(object, "folded").orElse(1L)));
        } catch (JsonProblem | DateTimeParseException | IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    private static AuditOutcome outcome(JsonObject object) {
        return AuditOutcome.valueOf(object.string("outcome").orElse("").toUpperCase(Locale.ROOT));
    }

    private static Optional<Long> number(JsonObject object, String name) {
        return object.field(name)
                .flatMap(field ->
                        field instanceof JsonNumber number && number.integer().isPresent()
                                ? Optional.of(number.integer().getAsLong())
                                : Optional.empty());
    }
}
