import org.jspecify.annotations.NullMarked;

/// The extension host: what an embedder uses. The front door is `ExtensionHost`.
@NullMarked
@SuppressWarnings("module") // the command line is compiled after this
module org.frankenterm.extension {
    requires static transitive org.jspecify;
    requires java.sql;
    requires jdk.net;
    requires org.apache.httpcomponents.client5.httpclient5;
    requires org.apache.httpcomponents.core5.httpcore5;
    requires org.frankenterm.posix;
    requires org.frankenterm.wasi;
    requires org.frankenterm.wasmtime;
    requires org.slf4j;
    requires org.tomlj;
    requires org.xerial.sqlitejdbc;
    requires re2j;
    requires tools.jackson.core;

    exports org.frankenterm.extension;
    exports org.frankenterm.extension.api;
    exports org.frankenterm.extension.audit to
            org.frankenterm.cli;
    exports org.frankenterm.extension.cache to
            org.frankenterm.cli;
    exports org.frankenterm.extension.json to
            org.frankenterm.cli;
    exports org.frankenterm.extension.log to
            org.frankenterm.cli;
    exports org.frankenterm.extension.text to
            org.frankenterm.cli;
    exports org.frankenterm.extension.xdg to
            org.frankenterm.cli;
}
