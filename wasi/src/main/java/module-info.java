import org.jspecify.annotations.NullMarked;

/// WASI preview 1 in Java, over guest memory. Knows nothing of extensions.
@NullMarked
module org.frankenterm.wasi {
    requires static org.jspecify;
    requires transitive org.frankenterm.posix;
    requires transitive org.frankenterm.wasmtime;

    exports org.frankenterm.wasi;
}
