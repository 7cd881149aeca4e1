package org.frankenterm.wasmtime;

/// The program of [WasmtimeLibraryTest]'s child JVMs: what there is of the library.
final class LibraryProbe {
    private LibraryProbe() {}

    public static void main(String[] args) {
        System.out.println(WasmtimeLibrary.load());
        attempt("Engine.open", () -> Engine.open().close());
        attempt("Wat.toBinary", () -> Wat.toBinary("(module)"));
        attempt("Compiler.open", Compiler::open);
    }

    private static void attempt(String what, Runnable use) {
        try {
            use.run();
            System.out.println(what + ": opened");
        } catch (WasmtimeException e) {
            System.out.println(what + ": WasmtimeException: " + e.getMessage());
        }
    }
}
