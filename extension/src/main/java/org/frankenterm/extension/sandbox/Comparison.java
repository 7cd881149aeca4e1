package org.frankenterm.extension.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.frankenterm.extension.recording.Frame;
import org.frankenterm.extension.recording.Region;
import org.frankenterm.extension.text.Quoted;
import org.frankenterm.wasmtime.Memory;

/// Compares a host call of a replayed guest with the recorded one: what the guest gives, as numbers
/// and as bytes in its memory. Made for one call, guest thread only.
final class Comparison {
    private static final int ADDRESS_BYTES = Integer.BYTES;

    /// What is shown of both texts, from the first byte that differs.
    private static final int SHOWN_BYTES = 24;

    private final Frame.HostCall recorded;
    private final List<Long> arguments;
    private final Memory memory;
    private final Pointers pointers;

    /// @param moved whether memory may be laid out anew
    Comparison(Frame.HostCall recorded, List<Long> arguments, Memory memory, boolean moved) {
        this.recorded = recorded;
        this.arguments = arguments;
        this.memory = memory;
        this.pointers = new Pointers(recorded, arguments, moved);
    }

    /// Where the recorded call's addresses lie in this guest.
    Pointers pointers() {
        return pointers;
    }

    /// The first difference, bytes before numbers: that a text is longer is told best by where it
    /// goes on differently.
    ///
    /// @return a part of a sentence; empty if there is none
    Optional<String> difference() {
        for (Region read : recorded.reads()) {
            Optional<String> found = compare(read);
            if (found.isPresent()) {
                return found;
            }
        }
        for (int i = 0; i < arguments.size(); i++) {
            long before = recorded.arguments().get(i);
            long now = arguments.get(i);
            if (before != now && !pointers.used(before)) {
                return Optional.of(
                        "argument %d is %d, recorded is %d".formatted(i + 1, now, before));
            }
        }
        return Optional.empty();
    }

    private Optional<String> compare(Region read) {
        long pointer = pointers.of(read.pointer());
        byte[] before = read.bytes();
        if (!memory.contains(pointer, before.length)) {
            return Optional.of(
                    "%s lies outside the memory".formatted(place(read.pointer(), before.length)));
        }
        byte[] now = memory.read(pointer, before.length);
        int at = Arrays.mismatch(before, now);
        boolean address = before.length == ADDRESS_BYTES && address(before, now);
        return at < 0 || address
                ? Optional.empty()
                : Optional.of(
                        "byte %d of %s is %s, recorded is %s"
                                .formatted(
                                        at,
                                        place(read.pointer(), before.length),
                                        shown(now, at),
                                        shown(before, at)));
    }

    /// Whether the host went on to where a number that it read points, here as there.
    private boolean address(byte[] before, byte[] now) {
        long recordedValue = value(before);
        if (!pointers.used(recordedValue)) {
            return false;
        }
        pointers.learn(recordedValue, value(now));
        return true;
    }

    static long value(byte[] bytes) {
        long value = 0;
        for (int i = ADDRESS_BYTES - 1; i >= 0; i--) {
            value = (value << Byte.SIZE) | (bytes[i] & 0xFF);
        }
        return value;
    }

    private String place(long pointer, int length) {
        int argument = recorded.arguments().indexOf(pointer);
        return argument < 0
                ? "%d bytes at address %d".formatted(length, pointer)
                : "%d bytes that argument %d points at".formatted(length, argument + 1);
    }

    private static String shown(byte[] bytes, int from) {
        int to = Math.min(bytes.length, from + SHOWN_BYTES);
        String text = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        return "0x%02x (%s)".formatted(bytes[from], Quoted.of(text));
    }
}
