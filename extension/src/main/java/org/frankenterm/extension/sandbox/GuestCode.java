package org.frankenterm.extension.sandbox;

import org.frankenterm.wasmtime.CompiledModule;
import org.frankenterm.wasmtime.Engine;
import org.frankenterm.wasmtime.Linker;

/// What instances of one extension are made of. Whoever made the parts closes them, after the
/// sandbox.
///
/// @param engine the process's
/// @param linker with all host functions
/// @param module the extension's
public record GuestCode(Engine engine, Linker linker, CompiledModule module) {}
