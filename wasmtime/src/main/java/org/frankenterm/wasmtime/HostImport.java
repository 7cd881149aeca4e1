package org.frankenterm.wasmtime;

/// A function that guests import: its two names, its type and its body.
///
/// @param module such as `env`
/// @param name such as `ft_log`
/// @param type number types only, at most one result
/// @param function the body
public record HostImport(String module, String name, FuncType type, HostFunction function) {
    /// Checks the type.
    ///
    /// @throws IllegalArgumentException if the type has a vector, a reference or more than one
    ///   result
    public HostImport {
        boolean numbers = type.params().stream().allMatch(HostImport::number);
        numbers &= type.results().stream().allMatch(HostImport::number);
        if (!numbers || type.results().size() > 1) {
            throw new IllegalArgumentException(
                    "a host function takes numbers and gives at most one: " + name + " " + type);
        }
    }

    private static boolean number(ValType type) {
        return switch (type) {
            case I32, I64, F32, F64 -> true;
            case V128, FUNCREF, EXTERNREF -> false;
        };
    }
}
