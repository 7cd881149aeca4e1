package org.frankenterm.wasmtime;

import java.util.List;
import org.frankenterm.wasmtime.Handler.Role;
import org.jspecify.annotations.Nullable;

/// The program of [FullHeapTest]'s child JVM.
final class FullHeapProbe {
    private static final String MODULE =
            """
            (module (import "env" "fill" (func $fill)) (import "env" "fail" (func $fail))
              (func (export "fail") (call $fail))
              (func (export "spin") (call $fill) (loop (br 0)))
              (func (export "nothing")))
            """;

    /// Keeps what was filled in reachable, so that no collection helps.
    private static volatile Object @Nullable [] kept;

    private FullHeapProbe() {}

    public static void main(String[] args) throws Exception {
        Thread thread = new GuestThread("full-heap", FullHeapProbe::run);
        thread.start();
        thread.join();
    }

    private static void run() {
        List<HostImport> imports =
                List.of(
                        Guest.host("fill", _ -> fill()),
                        Guest.host(
                                "fail",
                                _ -> {
                                    fill();
                                    throw new OutOfMemoryError();
                                }));
        try (Engine engine = Engine.open();
                CompiledModule module = CompiledModule.compile(engine, Wat.toBinary(MODULE));
                Linker linker = Linker.of(engine, imports);
                Store store = Store.open(engine, StoreLimits.DEFAULT, "")) {
            store.instantiate(linker, module, Guest.FUEL, Guest.later());
            Handler fail = store.handler("fail", Role.HANDLER);
            Handler spin = store.handler("spin", Role.HANDLER);
            call(fail);
            System.out.println("host function: over");
            call(spin);
            System.out.println("loop: over");
            System.out.println(
                    "after: " + store.handler("nothing", Role.HANDLER).call(1_000, Guest.later()));
        } catch (ModuleRejected | HandlerRefused e) {
            throw new AssertionError(e);
        }
    }

    /// Its outcome may be another OutOfMemoryError: here the JVM has to live, no more.
    private static void call(Handler handler) {
        try {
            handler.call(Long.MAX_VALUE, System.nanoTime() + 300_000_000);
        } catch (OutOfMemoryError full) {
            kept = null;
        }
        kept = null;
    }

    private static void fill() {
        for (int size = 1 << 20; size > 0; size /= 2) {
            fill(size);
        }
    }

    private static void fill(int size) {
        try {
            while (true) {
                kept = new Object[] {kept, new byte[size]};
            }
        } catch (OutOfMemoryError full) {
            // The next smaller size.
        }
    }
}
