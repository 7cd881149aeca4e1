package org.frankenterm.extension.recording;

import java.time.Duration;
import org.frankenterm.extension.api.LogLevel;
import org.frankenterm.extension.api.ResourceLimits;

/// Frames as bytes: a number for the kind, then its parts in the order of the record.
final class FrameCode {
    private static final int HEAD = 0;
    private static final int INSTANCE = 1;
    private static final int BEGIN = 2;
    private static final int HOST_CALL = 3;
    private static final int END = 4;
    private static final int CLOSED = 5;
    private static final int COUNT = 6;

    private static final int RETURNED = 0;
    private static final int EXITED = 1;
    private static final int ABORTED = 2;
    private static final int INTERRUPTED = 3;
    private static final int FAILED = 4;
    private static final int ENDINGS = 5;

    private static final int LEVELS = 5;

    private FrameCode() {}

    static void encode(Frame frame, Encoder to) {
        switch (frame) {
            case Frame.Head head -> encode(head, to);
            case Frame.Instance _ -> to.number(INSTANCE);
            case Frame.Begin(var stage, var function, var event, var payload) ->
                    to.number(BEGIN)
                            .number(stage.number())
                            .text(function)
                            .text(event)
                            .text(payload);
            case Frame.HostCall call -> encode(call, to);
            case Frame.End end -> {
                to.number(END);
                OutcomeCode.encode(end.outcome(), to);
                to.number(end.fuel()).number(end.hostCalls()).number(end.denied());
                to.list(end.lines(), line -> encode(line, to));
            }
            case Frame.Closed(String reason) -> to.number(CLOSED).text(reason);
        }
    }

    private static void encode(Frame.Head head, Encoder to) {
        ResourceLimits limits = head.limits();
        to.number(HEAD)
                .text(head.host())
                .text(head.engine())
                .text(head.extension())
                .text(head.version())
                .number(limits.maxMemoryBytes())
                .number(limits.fuelPerCall())
                .number(limits.maxWallTime().toNanos())
                .number(limits.maxStorageBytes())
                .bytes(head.module());
    }

    private static void encode(Frame.HostCall call, Encoder to) {
        to.number(HOST_CALL)
                .text(call.function())
                .list(call.arguments(), to::number)
                .list(call.reads(), region -> encode(region, to))
                .list(call.writes(), region -> encode(region, to));
        encode(call.ending(), to);
        to.list(call.lines(), line -> encode(line, to));
        to.list(call.actions(), action -> ActionCode.encode(action, to));
    }

    private static void encode(Region region, Encoder to) {
        to.number(region.pointer()).bytes(region.bytes());
    }

    private static void encode(Line line, Encoder to) {
        to.number(line.level().number()).text(line.text());
    }

    private static void encode(Ending ending, Encoder to) {
        switch (ending) {
            case Ending.Returned(long result) -> to.number(RETURNED).number(result);
            case Ending.Exited(int status) ->
                    to.number(EXITED).number(Integer.toUnsignedLong(status));
            case Ending.Aborted(String message) -> to.number(ABORTED).text(message);
            case Ending.Interrupted _ -> to.number(INTERRUPTED);
            case Ending.Failed _ -> to.number(FAILED);
        }
    }

    /// @throws Damaged if it is no frame
    static Frame decode(byte[] bytes) throws Damaged {
        Decoder from = new Decoder(bytes);
        try {
            Frame frame = decode(from);
            from.end();
            return frame;
        } catch (IllegalArgumentException impossible) { // the words check themselves
            throw new Damaged("a frame holds what can't be");
        }
    }

    private static Frame decode(Decoder from) throws Damaged {
        return switch (from.below(COUNT)) {
            case HEAD -> head(from);
            case INSTANCE -> new Frame.Instance();
            case BEGIN ->
                    new Frame.Begin(
                            Stage.ofNumber(from.below(Stage.COUNT)),
                            from.text(),
                            from.text(),
                            from.text());
            case HOST_CALL ->
                    new Frame.HostCall(
                            from.text(),
                            from.list(from::number),
                            from.list(() -> region(from)),
                            from.list(() -> region(from)),
                            ending(from),
                            from.list(() -> line(from)),
                            from.list(() -> ActionCode.decode(from)));
            case END ->
                    new Frame.End(
                            OutcomeCode.decode(from),
                            from.number(),
                            from.number(),
                            from.number(),
                            from.list(() -> line(from)));
            default -> new Frame.Closed(from.text());
        };
    }

    private static Frame.Head head(Decoder from) throws Damaged {
        return new Frame.Head(
                from.text(),
                from.text(),
                from.text(),
                from.text(),
                new ResourceLimits(
                        from.number(),
                        from.number(),
                        Duration.ofNanos(from.number()),
                        from.number()),
                from.bytes());
    }

    private static Region region(Decoder from) throws Damaged {
        return new Region(from.number(), from.bytes());
    }

    private static Line line(Decoder from) throws Damaged {
        return new Line(level(from), from.text());
    }

    static LogLevel level(Decoder from) throws Damaged {
        return LogLevel.ofNumber(from.below(LEVELS));
    }

    private static Ending ending(Decoder from) throws Damaged {
        return switch (from.below(ENDINGS)) {
            case RETURNED -> new Ending.Returned(from.number());
            case EXITED -> new Ending.Exited((int) from.number());
            case ABORTED -> new Ending.Aborted(from.text());
            case INTERRUPTED -> new Ending.Interrupted();
            default -> new Ending.Failed();
        };
    }
}
