import org.jspecify.annotations.NullMarked;

/// What the product needs of libc, in Java: descriptors, files, folders, clocks. Knows nothing of
/// guests; a neighbour of the binding to Wasmtime.
@NullMarked
module org.frankenterm.posix {
    requires static org.jspecify;

    exports org.frankenterm.posix;
}
