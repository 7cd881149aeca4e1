package org.frankenterm.wasmtime.testing;

import org.frankenterm.wasmtime.testing.ModuleBuilder.Kind;

/// Small modules, each of which needs one part of WebAssembly that the engine has switched off.
public final class UnsupportedModules {

    private UnsupportedModules() {}

    /// A component, with nothing in it.
    public static byte[] component() {
        return WasmBytes.of(0, 'a', 's', 'm', 0x0d, 0, 1, 0).toByteArray();
    }

    /// A memory with 64-bit addresses.
    public static byte[] memory64() {
        return new ModuleBuilder().memory(4, 1).export("memory", Kind.MEMORY, 0).build();
    }

    /// A memory shared between threads.
    public static byte[] sharedMemory() {
        return new ModuleBuilder().memory(3, 1, 2).export("memory", Kind.MEMORY, 0).build();
    }

    /// A shared memory that the host is to bring, as wasm32-wasip1-threads builds it.
    public static byte[] importedSharedMemory() {
        return new ModuleBuilder().importRaw("env", "memory", WasmBytes.of(2, 3, 1, 2)).build();
    }

    /// Two memories.
    public static byte[] multiMemory() {
        return ModuleBuilder.withMemory().memory(0, 1).build();
    }

    /// A memory with pages of one byte.
    public static byte[] customPageSize() {
        return new ModuleBuilder().memory(8, 1, 0).build();
    }

    /// A structure type.
    public static byte[] gcStruct() {
        return new ModuleBuilder().section(1, new byte[] {1, 0x5f, 0}).build();
    }

    /// An array type of bytes.
    public static byte[] gcArray() {
        return new ModuleBuilder().section(1, new byte[] {1, 0x5e, 0x78, 1}).build();
    }

    /// A recursive group with one function type in it.
    public static byte[] gcRecursion() {
        return new ModuleBuilder().section(1, new byte[] {1, 0x4e, 1, 0x60, 0, 0}).build();
    }

    /// A function that takes a reference to anything.
    public static byte[] gcReference() {
        return new ModuleBuilder().section(1, new byte[] {1, 0x60, 1, 0x6e, 0}).build();
    }

    /// A function that takes a reference to something of the host.
    public static byte[] externref() {
        return new ModuleBuilder().exportedFunction("take", "(externref)->()").build();
    }

    /// A tag, for exceptions.
    public static byte[] tag() {
        ModuleBuilder module = new ModuleBuilder().function("()->()");
        return module.section(13, new byte[] {1, 0, 0}).build();
    }
}
