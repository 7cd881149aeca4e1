package org.frankenterm.wasmtime;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The type of one WebAssembly value: a number, a vector or a reference. Its text form, which
/// [#toString()] gives and [#of(String)] reads, is the specification's: `i32`, `funcref`.
///
/// Source: WebAssembly core specification 2.0, 5.3.1–5.3.4.
public enum ValType {
    /// A 32-bit integer, signed or not as the instruction has it; also every pointer and length.
    I32(0x7f),
    /// A 64-bit integer, signed or not as the instruction has it.
    I64(0x7e),
    /// An IEEE 754 single.
    F32(0x7d),
    /// An IEEE 754 double.
    F64(0x7c),
    /// A 128-bit vector.
    V128(0x7b),
    /// A reference to a function, or null.
    FUNCREF(0x70),
    /// A reference to something of the host, or null.
    EXTERNREF(0x6f);

    private static final ValType[] ALL = values();

    private final int code;

    ValType(int code) {
        this.code = code;
    }

    /// The type with this text form.
    ///
    /// @param text such as `i32`
    /// @return the type
    /// @throws IllegalArgumentException if no type is written like that
    public static ValType of(String text) {
        for (ValType type : ALL) {
            if (type.toString().equals(text)) {
                return type;
            }
        }
        throw new IllegalArgumentException("no value type is written " + Printable.quoted(text));
    }

    /// The type with this byte in a module's binary form, null if there is none.
    static @Nullable ValType ofCode(int code) {
        for (ValType type : ALL) {
            if (type.code == code) {
                return type;
            }
        }
        return null;
    }

    /// The byte that stands for this type in a module's binary form.
    int code() {
        return code;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
