package org.frankenterm.wasmtime;

/// One frame of a guest's stack.
///
/// @param function its index in the module, imports counted first
/// @param offset of the instruction in the module's code, in bytes, or -1 if unknown
public record Frame(int function, long offset) {
    /// The frame as a line of a backtrace: `main at 0x1f`.
    ///
    /// @param names what the module calls its functions
    /// @return printable ASCII; without a name the function's index, and no offset where it is
    ///   unknown
    public String line(FunctionNames names) {
        String name = names.of(function).orElse("function " + function);
        return offset < 0 ? name : "%s at 0x%x".formatted(name, offset);
    }
}
