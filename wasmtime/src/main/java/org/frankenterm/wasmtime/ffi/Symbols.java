package org.frankenterm.wasmtime.ffi;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.frankenterm.wasmtime.ffi.LibraryFile.Placed;
import org.jspecify.annotations.Nullable;

/// The loaded library's functions, by name. Loading verifies the file first ([LibraryFile]) and the
/// linked version before anything else is bound: between two majors a function may keep its name
/// and change its arguments, which has turned a read-only folder writable.
public final class Symbols {
    /// The Wasmtime this binding was written for; `native/Cargo.toml` pins the same.
    public static final String WASMTIME_VERSION = "48.0.8";

    private Symbols() {}

    /// The outcome of loading, made once: a failure is kept as well, and told to everyone who asks.
    private static final class Loaded {
        static final @Nullable Placed FILE;
        static final @Nullable SymbolLookup LOOKUP;
        static final @Nullable LibraryUnavailable FAILURE;

        static {
            Placed file = null;
            SymbolLookup lookup = null;
            LibraryUnavailable failure = null;
            try {
                file = LibraryFile.place();
                lookup = open(file.library());
            } catch (LibraryUnavailable e) {
                failure = e;
            } catch (RuntimeException e) {
                failure = new LibraryUnavailable("can't load the native library: " + e, e);
            }
            FILE = failure == null ? file : null;
            LOOKUP = lookup;
            FAILURE = failure;
        }
    }

    /// The file the functions come from, loaded now if it wasn't.
    ///
    /// @throws LibraryUnavailable if there is none for this platform, it can't be placed, or it is
    ///   another
    public static Placed file() {
        if (Loaded.FAILURE != null || Loaded.FILE == null) {
            throw failure();
        }
        return Loaded.FILE;
    }

    private static LibraryUnavailable failure() {
        String why = Loaded.FAILURE == null ? "not loaded" : Loaded.FAILURE.getMessage();
        return new LibraryUnavailable(String.valueOf(why));
    }

    /// @throws LibraryUnavailable as [#file]; also if the library has no such function
    static Downcall bind(String function, int arity) {
        SymbolLookup lookup = Loaded.LOOKUP;
        if (lookup == null) {
            throw failure();
        }
        return Downcall.link(address(lookup, function), arity);
    }

    @SuppressWarnings("restricted")
    private static SymbolLookup open(Path library) {
        SymbolLookup lookup;
        try {
            lookup = SymbolLookup.libraryLookup(library, Arena.global());
        } catch (IllegalArgumentException e) {
            throw new LibraryUnavailable(
                    "can't load " + library + "; it needs a Linux with glibc and libgcc_s.so.1", e);
        } catch (IllegalCallerException e) {
            throw new LibraryUnavailable(
                    "this Java may not load "
                            + library
                            + "; start it with --enable-native-access=org.frankenterm.wasmtime",
                    e);
        }
        requireVersion(library, linkedVersion(lookup));
        return lookup;
    }

    /// @throws LibraryUnavailable unless the versions are equal
    static void requireVersion(Path library, String linked) {
        if (!linked.equals(WASMTIME_VERSION)) {
            throw new LibraryUnavailable(
                    "%s has Wasmtime %s in it and this build needs %s; build again from a clean clone"
                            .formatted(library, linked, WASMTIME_VERSION));
        }
    }

    private static String linkedVersion(SymbolLookup lookup) {
        MemorySegment function = address(lookup, "frankenterm_wasmtime_version");
        long text = Downcall.link(function, 0).call();
        int length = 0;
        // A version is short; a foreign function's result is not walked further than that.
        while (length < 32 && RawMemory.byteAt(text + length) != 0) {
            length++;
        }
        return new String(RawMemory.bytesAt(text, length), StandardCharsets.US_ASCII);
    }

    private static MemorySegment address(SymbolLookup lookup, String function) {
        return lookup.find(function)
                .orElseThrow(() ->
                        new LibraryUnavailable(
                                "the native library has no function "
                                        + function
                                        + "; build again from a clean clone"));
    }
}
