package org.frankenterm.wasmtime;

/// Where a section stands in a module.
///
/// @param section which one
/// @param start the offset of its number
/// @param from the offset of its content
/// @param to the offset behind its content
record SectionFrame(Section section, int start, int from, int to) {

    /// A reader over its content.
    BinaryReader content(byte[] wasm) {
        return new BinaryReader(wasm, from, to, "the " + section);
    }
}
