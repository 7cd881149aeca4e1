package org.frankenterm.cli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.frankenterm.wasmtime.FuncType;
import org.frankenterm.wasmtime.ValType;

/// A small guest with one page of memory, made section by section (WebAssembly core specification,
/// 5.5).
final class GuestModule {
    private static final byte[] HEADER = HexFormat.of().parseHex("0061736d01000000");

    private final List<FuncType> types = new ArrayList<>();
    private final List<byte[]> imports = new ArrayList<>();
    private final List<byte[]> functions = new ArrayList<>();
    private final List<byte[]> exports = new ArrayList<>();
    private final List<byte[]> bodies = new ArrayList<>();
    private int start = -1;

    GuestModule() {
        exports.add(new Bytes().name("memory").put(2, 0).done());
    }

    /// Imports a function. Imports come before functions.
    GuestModule imports(String module, String name, String type) {
        imports.add(new Bytes().name(module).name(name).put(0).u(type(type)).done());
        return this;
    }

    /// Defines and exports a function.
    ///
    /// @param body instructions as hexadecimal text, without the final `0b`
    GuestModule exports(String name, String type, String body) {
        int index = imports.size() + functions.size();
        functions.add(new Bytes().u(type(type)).done());
        byte[] code = HexFormat.of().parseHex("00" + body.replace(" ", "") + "0b");
        bodies.add(new Bytes().u(code.length).put(code).done());
        exports.add(new Bytes().name(name).put(0).u(index).done());
        return this;
    }

    /// Runs the function that was defined last when the module is instantiated.
    GuestModule starts() {
        start = imports.size() + functions.size() - 1;
        return this;
    }

    byte[] build() {
        Bytes module = new Bytes().put(HEADER);
        module.section(1, types.stream().map(GuestModule::bytes).toList());
        module.section(2, imports);
        module.section(3, functions);
        module.section(5, List.of(new byte[] {0, 1}));
        module.section(7, exports);
        if (start >= 0) {
            module.put(8, 1, start);
        }
        module.section(10, bodies);
        return module.done();
    }

    private int type(String text) {
        FuncType type = FuncType.of(text);
        if (!types.contains(type)) {
            types.add(type);
        }
        return types.indexOf(type);
    }

    private static byte[] bytes(FuncType type) {
        Bytes bytes = new Bytes().put(0x60).u(type.params().size());
        type.params().forEach(value -> bytes.put(number(value)));
        bytes.u(type.results().size());
        type.results().forEach(value -> bytes.put(number(value)));
        return bytes.done();
    }

    private static int number(ValType type) {
        return switch (type) {
            case I32 -> 0x7f;
            case I64 -> 0x7e;
            case F32 -> 0x7d;
            case F64 -> 0x7c;
            case V128 -> 0x7b;
            case FUNCREF -> 0x70;
            case EXTERNREF -> 0x6f;
        };
    }

    /// Bytes in the making.
    private static final class Bytes {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Bytes put(int... values) {
            for (int value : values) {
                out.write(value);
            }
            return this;
        }

        Bytes put(byte[] bytes) {
            out.writeBytes(bytes);
            return this;
        }

        /// An unsigned LEB128 number.
        Bytes u(int value) {
            int rest = value;
            while (rest > 0x7f) {
                out.write((rest & 0x7f) | 0x80);
                rest >>>= 7;
            }
            out.write(rest);
            return this;
        }

        Bytes name(String name) {
            byte[] text = name.getBytes(StandardCharsets.UTF_8);
            return u(text.length).put(text);
        }

        void section(int id, List<byte[]> entries) {
            if (entries.isEmpty()) {
                return;
            }
            Bytes content = new Bytes().u(entries.size());
            entries.forEach(content::put);
            put(id).u(content.out.size()).put(content.done());
        }

        byte[] done() {
            return out.toByteArray();
        }
    }
}
