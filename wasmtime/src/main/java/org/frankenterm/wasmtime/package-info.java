/// Wasmtime in Java: its nouns, one a file. An [org.frankenterm.wasmtime.Engine] makes modules; on
/// a [org.frankenterm.wasmtime.GuestThread] a [org.frankenterm.wasmtime.Store] takes one module
/// through a [org.frankenterm.wasmtime.Linker] and calls its [org.frankenterm.wasmtime.Handler]s;
/// host functions see the guest through a [org.frankenterm.wasmtime.Caller].
///
/// Error, trap and result are three things: a caller's mistake throws, what a guest does is an
/// [org.frankenterm.wasmtime.Outcome].
package org.frankenterm.wasmtime;
