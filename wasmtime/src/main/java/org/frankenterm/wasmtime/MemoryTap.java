package org.frankenterm.wasmtime;

/// Hears of every range of a guest's memory that host functions read and write: what a recording of
/// them is made from. Guest thread only, inside the host call.
public interface MemoryTap {
    /// Bytes were read. They are still what they were.
    ///
    /// @param memory the guest's; reading it through this tells nobody
    /// @param pointer where they begin
    /// @param length how many
    void read(Memory memory, long pointer, long length);

    /// Bytes were written.
    ///
    /// @param memory the guest's; reading it through this tells nobody
    /// @param pointer where they begin
    /// @param length how many
    void written(Memory memory, long pointer, long length);

    /// A range was given to a system call to fill: until the host call ends, any of its bytes may
    /// change.
    ///
    /// @param memory the guest's; reading it through this tells nobody
    /// @param pointer where it begins
    /// @param length how many bytes
    void viewed(Memory memory, long pointer, int length);
}
