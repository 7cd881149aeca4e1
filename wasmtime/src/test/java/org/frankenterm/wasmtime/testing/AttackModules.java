package org.frankenterm.wasmtime.testing;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.frankenterm.wasmtime.testing.ModuleBuilder.Kind;

/// Modules that hurt a host before or after they run: valid, small, harmless to the engine's
/// isolation, and made to keep a compiler or a message writer busy. Each is made anew when it is
/// asked for.
public final class AttackModules {

    private static final int LOCAL_GET = 0x20;
    private static final int LOCAL_SET = 0x21;
    private static final int I64 = 0x7e;
    private static final int VOID = 0x40;
    private static final int END = 0x0b;

    /// `i32.load` at 0: a condition that no compiler can fold.
    private static final byte[] LOAD = {0x41, 0, 0x28, 2, 0};

    /// All of them by name, in a fixed order.
    public static final Map<String, Supplier<byte[]>> ALL = all();

    private AttackModules() {}

    private static Map<String, Supplier<byte[]>> all() {
        Map<String, Supplier<byte[]>> all = new LinkedHashMap<>();
        all.put("loops-100x5000", () -> nestedLoops(100, 5_000));
        all.put("loops-300x5000", () -> nestedLoops(300, 5_000));
        all.put("loops-1000x5000", () -> nestedLoops(1_000, 5_000));
        all.put("loops-100x1000", () -> nestedLoops(100, 1_000));
        all.put("diamonds-256k-2000", () -> diamonds(256 << 10, 2_000));
        all.put("diamonds-512k-200", () -> diamonds(512 << 10, 200));
        all.put("functions-100k", () -> emptyFunctions(100_000));
        all.put("functions-1m", () -> emptyFunctions(1_000_000));
        all.put("brtable-65520x60", () -> branchTables(65_520, 60, 100));
        all.put("ifs-900k", () -> nestedIfs(900_000));
        all.put("demangle", () -> demangleBomb(22, 30));
        all.put("initialize-1000-results", () -> entryWithResults(1_000));
        return Collections.unmodifiableMap(all);
    }

    /// Loops in loops, every local live through every one: the compiler joins them quadratically.
    /// 1,000 × 5,000 is 55 KB.
    public static byte[] nestedLoops(int depth, int locals) {
        WasmBytes body = localsOfI64(locals).repeat(depth, new byte[] {0x03, VOID});
        for (int k = 0; k < locals; k++) {
            body.put(LOCAL_GET).u(k).put(0x42, 1, 0x7c, LOCAL_SET).u(k); // + 1
        }
        for (int i = 0; i < depth; i++) {
            body.put(LOAD).put(0x0d, 0, END); // br_if 0
        }
        return handler(body);
    }

    /// Conditions one after the other, each changing eight locals: `size` bytes of merge points.
    public static byte[] diamonds(int size, int locals) {
        WasmBytes body = localsOfI64(locals);
        for (int k = 0; body.size() < size; k++) {
            body.put(LOAD).put(0x04, VOID);
            for (int j = 0; j < 8; j++) {
                body.put(LOCAL_GET).u((k * 13L + j) % locals).put(0x42, 3, 0x7e); // * 3
                body.put(LOCAL_SET).u((k * 7L + j * 5L) % locals);
            }
            body.put(END);
        }
        return handler(body);
    }

    /// Functions that do nothing, each of which costs the compiler its fixed share.
    public static byte[] emptyFunctions(int count) {
        ModuleBuilder module = ModuleBuilder.withMemory().export("on_reload", Kind.FUNCTION, 0);
        for (int i = 0; i < count; i++) {
            module.function("()->()");
        }
        return module.build();
    }

    /// Conditions in conditions.
    public static byte[] nestedIfs(int depth) {
        byte[] condition = new WasmBytes().put(LOAD).put(0x04, VOID).toByteArray();
        return handler(WasmBytes.of(0).repeat(depth, condition).repeat(depth, new byte[] {END}));
    }

    /// Branch tables with many targets, out of `depth` nested blocks.
    public static byte[] branchTables(int targets, int repeats, int depth) {
        WasmBytes table = WasmBytes.of(0x02, VOID).put(LOAD).put(0x0e).u(targets);
        for (int k = 0; k < targets; k++) {
            table.u(k % depth);
        }
        table.u(0).put(END);
        return handler(
                WasmBytes.of(0)
                        .repeat(depth, new byte[] {0x02, VOID})
                        .repeat(repeats, table.toByteArray())
                        .repeat(depth, new byte[] {END}));
    }

    /// Traps in `frames` nested calls of functions whose C++ names, a few hundred bytes each, say
    /// 2ⁿ characters when they are demangled.
    public static byte[] demangleBomb(int n, int frames) {
        ModuleBuilder module = ModuleBuilder.withMemory().export("on_reload", Kind.FUNCTION, 0);
        String mangled = mangled(n);
        WasmBytes names = new WasmBytes().u(frames);
        for (int i = 0; i < frames; i++) {
            WasmBytes body = WasmBytes.of(0);
            if (i < frames - 1) {
                body.put(0x10).u(i + 1L); // call
            } else {
                body.put(0); // unreachable
            }
            module.function("()->()", body.put(END).toByteArray());
            names.u(i).name(mangled);
        }
        byte[] functionNames = WasmBytes.of(1).sized(names.toByteArray()).toByteArray();
        return module.custom("name", functionNames).build();
    }

    private static String mangled(int n) {
        StringBuilder name = new StringBuilder("_Z1f1AIiE");
        for (int i = 1; i <= n; i++) {
            String substitution = substitution(i);
            name.append("S_I").append(substitution).append(substitution).append('E');
        }
        return name.toString();
    }

    /// The i-th thing a mangled name has mentioned: `S_`, `S0_`, `S1_` … in base 36.
    private static String substitution(int i) {
        return i == 0 ? "S_" : "S" + Integer.toString(i - 1, 36).toUpperCase(Locale.ROOT) + "_";
    }

    /// An entry that gives back more results than a host has room for.
    public static byte[] entryWithResults(int count) {
        String results = "i64,".repeat(count - 1) + "i64";
        byte[] body = WasmBytes.of(0).repeat(count, new byte[] {0x42, 0x41}).put(END).toByteArray();
        return ModuleBuilder.withMemory()
                .function("()->(" + results + ")", body)
                .export("_initialize", Kind.FUNCTION, 0)
                .exportedFunction("on_reload", "()->()")
                .build();
    }

    private static WasmBytes localsOfI64(int count) {
        return WasmBytes.of(1).u(count).put(I64);
    }

    /// A module whose handler `on_reload` has this body, to which the last `end` is added.
    private static byte[] handler(WasmBytes body) {
        return ModuleBuilder.withMemory()
                .function("()->()", body.put(END).toByteArray())
                .export("on_reload", Kind.FUNCTION, 0)
                .build();
    }
}
