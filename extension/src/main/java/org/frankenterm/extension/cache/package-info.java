/// Compiled modules, kept in memory while there is room and on disk in files that are authenticated
/// before they are loaded: they are code. Uses `api`, `text` and `wasmtime`; nothing of extensions.
package org.frankenterm.extension.cache;
