import org.jspecify.annotations.NullMarked;

/// The extension host: what an embedder uses. The front door is `ExtensionHost`.
@NullMarked
module org.frankenterm.extension {
    requires static transitive org.jspecify;
    requires org.frankenterm.wasi;
    requires org.frankenterm.wasmtime;
    requires org.tomlj;
    requires re2j;
    requires tools.jackson.core;

    exports org.frankenterm.extension;
    exports org.frankenterm.extension.api;
}
