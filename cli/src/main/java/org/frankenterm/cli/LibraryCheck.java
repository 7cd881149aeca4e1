package org.frankenterm.cli;

import java.util.List;
import org.frankenterm.wasmtime.WasmtimeLibrary;

/// Looks at the native library: whether it can be used, whether it is the one that was built, and
/// which Wasmtime is in it.
final class LibraryCheck {
    private static final String CURE =
            "delete its folder, the next start places it again; if that changes nothing, build or unpack FrankenTerm anew";

    private LibraryCheck() {}

    static List<Finding> findings() {
        return switch (WasmtimeLibrary.load()) {
            case WasmtimeLibrary.Unavailable(String reason) ->
                    List.of(Finding.problem("library", "can't be used: " + reason, CURE));
            case WasmtimeLibrary.Available available -> List.of(library(available), wasmtime());
        };
    }

    private static Finding library(WasmtimeLibrary.Available available) {
        List<String> differences = available.verify();
        return differences.isEmpty()
                ? Finding.ok(
                        "library",
                        "%s is the one that was built, SHA-256 %s"
                                .formatted(available.file(), available.sha256()))
                : Finding.problem("library", String.join("; ", differences), CURE);
    }

    /// Whether a version was found faulty since can't be known offline, so this says what to look
    /// up.
    private static Finding wasmtime() {
        String version = WasmtimeLibrary.WASMTIME_VERSION;
        String line = version.substring(0, version.lastIndexOf('.'));
        return Finding.ok(
                "wasmtime",
                "%s, of the line %s.x that this release is pinned to; its advisories are at https://github.com/bytecodealliance/wasmtime/security/advisories"
                        .formatted(version, line));
    }
}
