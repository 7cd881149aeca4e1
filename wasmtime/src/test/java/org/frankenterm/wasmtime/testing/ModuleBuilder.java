package org.frankenterm.wasmtime.testing;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.frankenterm.wasmtime.FuncType;
import org.frankenterm.wasmtime.ValType;

/// Builds modules in the binary format, valid ones and, through [#section], any others. Functions,
/// types and so on are numbered in the order in which they are added; imports must come before
/// functions.
public final class ModuleBuilder {

    /// What an export can be.
    public enum Kind {
        FUNCTION(0),
        TABLE(1),
        MEMORY(2),
        GLOBAL(3),
        TAG(4);

        private final int id;

        Kind(int id) {
            this.id = id;
        }

        /// The number that stands for it in a module.
        public int id() {
            return id;
        }
    }

    private static final int[] SECTION_ORDER = {1, 2, 3, 4, 5, 13, 6, 7, 8, 9, 12, 10, 11};
    private static final Map<ValType, int[]> ZEROS =
            new EnumMap<>(
                    Map.of(
                            ValType.I32, new int[] {0x41, 0},
                            ValType.I64, new int[] {0x42, 0},
                            ValType.F32, new int[] {0x43, 0, 0, 0, 0},
                            ValType.F64, new int[] {0x44, 0, 0, 0, 0, 0, 0, 0, 0},
                            ValType.V128,
                                    new int[] {
                                        0xfd, 0x0c, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
                                    },
                            ValType.FUNCREF, new int[] {0xd0, 0x70},
                            ValType.EXTERNREF, new int[] {0xd0, 0x6f}));
    private static final Map<ValType, Integer> CODES =
            new EnumMap<>(
                    Map.of(
                            ValType.I32, 0x7f,
                            ValType.I64, 0x7e,
                            ValType.F32, 0x7d,
                            ValType.F64, 0x7c,
                            ValType.V128, 0x7b,
                            ValType.FUNCREF, 0x70,
                            ValType.EXTERNREF, 0x6f));

    /// The content of a section that is a list: how many, and all of them.
    private static final class Items {
        private int count;
        private final WasmBytes bytes = new WasmBytes();

        private void add(WasmBytes item) {
            bytes.put(item.toByteArray());
            count++;
        }
    }

    private final List<FuncType> types = new ArrayList<>();
    private final Items[] lists = new Items[14];
    private final byte[][] raw = new byte[14][];
    private final WasmBytes custom = new WasmBytes();
    private int functions;

    /// A module with one page of memory, exported as `memory`, and nothing else.
    public static ModuleBuilder withMemory() {
        return new ModuleBuilder().memory(0, 1).export("memory", Kind.MEMORY, 0);
    }

    /// The index of a function type, which is added unless it is there.
    public int type(FuncType type) {
        int index = types.indexOf(type);
        if (index >= 0) {
            return index;
        }
        types.add(type);
        WasmBytes bytes = WasmBytes.of(0x60);
        for (List<ValType> list : List.of(type.params(), type.results())) {
            bytes.u(list.size());
            list.forEach(each -> bytes.put(code(each)));
        }
        list(1).add(bytes);
        return types.size() - 1;
    }

    /// Imports a function.
    public ModuleBuilder importFunction(String module, String name, String type) {
        functions++;
        int index = type(FuncType.of(type));
        return importRaw(module, name, new WasmBytes().put(0).u(index));
    }

    /// Imports anything: its kind and type as they stand in a module.
    public ModuleBuilder importRaw(String module, String name, WasmBytes descriptor) {
        list(2).add(new WasmBytes().name(module).name(name).put(descriptor.toByteArray()));
        return this;
    }

    /// Adds a function that gives a zero for each of its results.
    public ModuleBuilder function(String type) {
        FuncType parsed = FuncType.of(type);
        WasmBytes body = WasmBytes.of(0);
        parsed.results().forEach(each -> body.put(zero(each)));
        return function(type, body.put(0x0b).toByteArray());
    }

    /// Adds a function with this body: locals, instructions, `end`.
    public ModuleBuilder function(String type, byte[] body) {
        functions++;
        int index = type(FuncType.of(type));
        list(3).add(new WasmBytes().u(index));
        list(10).add(new WasmBytes().sized(body));
        return this;
    }

    /// Adds a function and exports it.
    public ModuleBuilder exportedFunction(String name, String type) {
        function(type);
        return export(name, Kind.FUNCTION, functions - 1);
    }

    /// Adds a table of functions.
    public ModuleBuilder table(long minElements) {
        list(4).add(WasmBytes.of(0x70, 0).u(minElements));
        return this;
    }

    /// Adds a memory; `limits` are the minimum and what the flags say that follows.
    public ModuleBuilder memory(int flags, long... limits) {
        WasmBytes bytes = WasmBytes.of(flags);
        for (long limit : limits) {
            bytes.u(limit);
        }
        list(5).add(bytes);
        return this;
    }

    /// Adds a constant global that is zero.
    public ModuleBuilder global(ValType type) {
        list(6).add(WasmBytes.of(code(type), 0).put(zero(type)).put(0x0b));
        return this;
    }

    /// Exports what was added.
    public ModuleBuilder export(String name, Kind kind, int index) {
        list(7).add(new WasmBytes().name(name).put(kind.id).u(index));
        return this;
    }

    /// Makes a function the start function.
    public ModuleBuilder start(int function) {
        return section(8, new WasmBytes().u(function).toByteArray());
    }

    /// Adds an element segment as it stands in a module.
    public ModuleBuilder elements(WasmBytes segment) {
        list(9).add(segment);
        return this;
    }

    /// Adds a data segment at address 0.
    public ModuleBuilder data(byte[] content) {
        list(11).add(WasmBytes.of(0, 0x41, 0, 0x0b).sized(content));
        return this;
    }

    /// Gives a section this content, whatever was added to it.
    public ModuleBuilder section(int id, byte[] content) {
        raw[id] = content.clone();
        return this;
    }

    /// Adds a custom section, which will stand behind all others.
    public ModuleBuilder custom(String name, byte[] content) {
        return custom(new WasmBytes().name(name).put(content));
    }

    /// Adds a custom section of which not even the name needs to be right.
    public ModuleBuilder custom(WasmBytes content) {
        custom.put(0).sized(content.toByteArray());
        return this;
    }

    /// The module.
    public byte[] build() {
        WasmBytes module = WasmBytes.of(0, 'a', 's', 'm', 1, 0, 0, 0);
        for (int id : SECTION_ORDER) {
            if (raw[id] != null) {
                module.put(id).sized(raw[id]);
            } else if (lists[id] != null) {
                WasmBytes content = new WasmBytes().u(lists[id].count);
                module.put(id).sized(content.put(lists[id].bytes.toByteArray()).toByteArray());
            }
        }
        return module.put(custom.toByteArray()).toByteArray();
    }

    private Items list(int id) {
        if (lists[id] == null) {
            lists[id] = new Items();
        }
        return lists[id];
    }

    private static int code(ValType type) {
        return Objects.requireNonNull(CODES.get(type));
    }

    private static int[] zero(ValType type) {
        return Objects.requireNonNull(ZEROS.get(type));
    }
}
