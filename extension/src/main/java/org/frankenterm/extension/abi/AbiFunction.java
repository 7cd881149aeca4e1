package org.frankenterm.extension.abi;

import java.util.Optional;
import org.frankenterm.extension.audit.AuditedFunction;
import org.frankenterm.extension.permission.PermissionKey;
import org.frankenterm.extension.sandbox.HostBody;
import org.frankenterm.wasmtime.FuncType;

/// One host function of the ABI.
///
/// @param name such as `ft_log`
/// @param type of the WebAssembly function
/// @param permission that a call needs; empty if any guest may call it. Never left out: forgetting
///   it would grant
/// @param waits whether a call can wait for something; how long is then always measured
/// @param summary what the audit says of the arguments
/// @param body what it does
record AbiFunction(
        String name,
        FuncType type,
        Optional<PermissionKey> permission,
        boolean waits,
        AuditedFunction.Summary summary,
        HostBody body) {
    /// A function that any guest may call.
    static AbiFunction free(
            String name, String type, AuditedFunction.Summary summary, HostBody body) {
        return new AbiFunction(name, FuncType.of(type), Optional.empty(), false, summary, body);
    }

    /// A function that any guest may call, and that can wait.
    static AbiFunction waiting(
            String name, String type, AuditedFunction.Summary summary, HostBody body) {
        return new AbiFunction(name, FuncType.of(type), Optional.empty(), true, summary, body);
    }

    /// A function that asks the monitor for a permission.
    static AbiFunction guarded(
            String name,
            String type,
            PermissionKey permission,
            AuditedFunction.Summary summary,
            HostBody body) {
        return new AbiFunction(
                name, FuncType.of(type), Optional.of(permission), false, summary, body);
    }

    /// A function that asks the monitor for a permission, and that can wait.
    static AbiFunction guardedWaiting(
            String name,
            String type,
            PermissionKey permission,
            AuditedFunction.Summary summary,
            HostBody body) {
        return new AbiFunction(
                name, FuncType.of(type), Optional.of(permission), true, summary, body);
    }

    /// What the audit knows it by.
    AuditedFunction audited() {
        return new AuditedFunction(name, waits, summary);
    }

    boolean hasResult() {
        return !type.results().isEmpty();
    }
}
