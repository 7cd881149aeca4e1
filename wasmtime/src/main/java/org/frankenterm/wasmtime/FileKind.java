package org.frankenterm.wasmtime;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// What a file that isn't WebAssembly seems to be, told from how it begins: so that its owner knows
/// which file was taken for which.
enum FileKind {
    WAT("WebAssembly text; assemble it with wat2wasm or wasm-tools parse", "(module"),
    COMPONENT_WAT("the text of a WebAssembly component", "(component"),
    GZIP("gzip-compressed; unpack it first", "\u001f\u008b"),
    ZSTD("zstd-compressed; unpack it first", "(\u00b5/\u00fd"),
    XZ("xz-compressed; unpack it first", "\u00fd7zXZ\0"),
    ZIP("a ZIP archive or a package; the module is a file in it", "PK\u0003\u0004"),
    AR("a static library; link it into a module", "!<arch>\n"),
    LLVM("LLVM bitcode; link it into a module", "BC\u00c0\u00de"),
    ELF("ELF, a native program or code compiled by Wasmtime; build for wasm32-wasip1", "\u007fELF"),
    PE("a Windows program; build for wasm32-wasip1", "MZ"),
    MACH_O("a macOS program; build for wasm32-wasip1", "\u00cf\u00fa\u00ed\u00fe"),
    CLASS("a Java class file; compile it with TeaVM for WASI", "\u00ca\u00fe\u00ba\u00be"),
    LFS("a Git LFS pointer; run git lfs pull", "version https://git-lfs"),
    SCRIPT("a script", "#!"),
    HTML("a web page; was the download an error page?", "<!DOCTYPE"),
    MARKUP("HTML or XML; was the download an error page?", "<");

    /// As far as white space and comments before the first word of a text are looked through.
    private static final int LOOK_AHEAD_BYTES = 4_096;

    private static final FileKind[] ALL = values();

    private final String sentence;
    private final String start;

    FileKind(String sentence, String start) {
        this.sentence = sentence;
        this.start = start;
    }

    /// What the bytes seem to be, null if nothing known.
    static @Nullable FileKind of(byte[] bytes) {
        int length = Math.min(bytes.length, LOOK_AHEAD_BYTES);
        String raw = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
        String text = withoutLeadingComments(raw);
        for (FileKind kind : ALL) {
            if (raw.startsWith(kind.start) || text.startsWith(kind.start)) {
                return kind;
            }
        }
        return null;
    }

    /// What it is and what to do with it.
    String sentence() {
        return sentence;
    }

    private static String withoutLeadingComments(String text) {
        String rest = text.strip();
        while (rest.startsWith(";;")) {
            int lineEnd = rest.indexOf('\n');
            rest = lineEnd < 0 ? "" : rest.substring(lineEnd).strip();
        }
        return rest;
    }
}
