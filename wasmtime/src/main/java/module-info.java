import org.jspecify.annotations.NullMarked;

/// The binding to Wasmtime: its nouns in Java, over its C API. The only native code of the product
/// apart from libc; `ffi` inside it is the only place that touches foreign memory.
@NullMarked
module org.frankenterm.wasmtime {
    requires static transitive org.jspecify;

    exports org.frankenterm.wasmtime;
}
