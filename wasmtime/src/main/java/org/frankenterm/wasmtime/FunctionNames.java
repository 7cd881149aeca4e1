package org.frankenterm.wasmtime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The names that a module's author or compiler gave to its functions, for backtraces. Taken from
/// the custom section `name`, which nobody checks: a damaged one is no names, never a failure.
///
/// Kept are the first 20,000 names, the first 256 bytes of each, as bytes with two index arrays;
/// text is made when it is asked for.
///
/// Source: WebAssembly core specification 2.0, appendix A.4 (7.4.1).
public final class FunctionNames {

    private static final int MAX_NAMES = 20_000;
    private static final int MAX_NAME_BYTES = 256;
    private static final int FUNCTION_SUBSECTION = 1;

    /// No names at all.
    static final FunctionNames NONE = new FunctionNames(new int[0], new int[0], new byte[0]);

    /// Function indices, ascending.
    private final int[] functions;

    /// Where the name of the function at the same place ends in `text`; it begins where the one
    /// before ends.
    private final int[] ends;

    private final byte[] text;

    private FunctionNames(int[] functions, int[] ends, byte[] text) {
        this.functions = functions;
        this.ends = ends;
        this.text = text;
    }

    /// The names in a name section, given from behind the section's own name on.
    static FunctionNames read(BinaryReader section) {
        try {
            @Nullable BinaryReader subsection = functionSubsection(section);
            return subsection == null ? NONE : names(subsection);
        } catch (ModuleRejected e) {
            return NONE;
        }
    }

    private static @Nullable BinaryReader functionSubsection(BinaryReader section)
            throws ModuleRejected {
        while (!section.atEnd()) {
            int id = section.u8();
            BinaryReader subsection = section.part(section.u32(), "the function names");
            if (id == FUNCTION_SUBSECTION) {
                return subsection;
            }
        }
        return null;
    }

    private static FunctionNames names(BinaryReader in) throws ModuleRejected {
        long declared = in.u32();
        if (declared > in.remaining() / 2) { // a name takes two bytes at least
            return NONE;
        }
        int count = (int) Math.min(declared, MAX_NAMES);
        int[] functions = new int[count];
        int[] ends = new int[count];
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        long previous = -1;
        for (int i = 0; i < count; i++) {
            long function = in.u32();
            if (function <= previous || function > Integer.MAX_VALUE) {
                return NONE;
            }
            previous = function;
            functions[i] = (int) function;
            text.writeBytes(in.head(in.u32(), MAX_NAME_BYTES));
            ends[i] = text.size();
        }
        return new FunctionNames(functions, ends, text.toByteArray());
    }

    /// The name of a function: printable ASCII, everything else escaped by its number, at most 256
    /// characters and three dots where it was cut.
    ///
    /// @param functionIndex the function's index, imported functions counted first
    /// @return the name, empty if the module gives none
    public Optional<String> of(int functionIndex) {
        int place = Arrays.binarySearch(functions, functionIndex);
        if (place < 0) {
            return Optional.empty();
        }
        int from = place == 0 ? 0 : ends[place - 1];
        String name = new String(text, from, ends[place] - from, StandardCharsets.UTF_8);
        return Optional.of(Printable.of(name, MAX_NAME_BYTES));
    }

    /// How many names are kept.
    ///
    /// @return 0 to 20,000
    public int size() {
        return functions.length;
    }
}
