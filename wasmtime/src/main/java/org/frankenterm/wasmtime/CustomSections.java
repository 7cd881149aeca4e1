package org.frankenterm.wasmtime;

import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/// The sections of a module that mean nothing to its execution: names, debug information, who built
/// it. A compiler reads some of them, and they are written by the same stranger as the rest, so it
/// never sees them.
public final class CustomSections {

    private CustomSections() {}

    /// The module without its custom sections; what is left is byte for byte what it was.
    ///
    /// @param wasm a module
    /// @return a new array
    /// @throws ModuleRejected if the bytes are no module, or its sections are damaged
    public static byte[] dropFrom(byte[] wasm) throws ModuleRejected {
        Sections sections = Sections.of(wasm);
        ByteArrayOutputStream kept = new ByteArrayOutputStream(wasm.length);
        int copied = 0;
        for (@Nullable SectionFrame frame = sections.next();
                frame != null;
                frame = sections.next()) {
            if (frame.section() == Section.CUSTOM) {
                kept.write(wasm, copied, frame.start() - copied);
                copied = frame.to();
            }
        }
        kept.write(wasm, copied, wasm.length - copied);
        return kept.toByteArray();
    }
}
