import org.jspecify.annotations.NullMarked;

/// The command line.
@NullMarked
module org.frankenterm.cli {
    requires static org.jspecify;
    requires info.picocli;
    requires org.frankenterm.extension;
    requires org.frankenterm.posix;
    requires org.frankenterm.wasi;
    requires org.frankenterm.wasmtime;

    opens org.frankenterm.cli to
            info.picocli;
}
