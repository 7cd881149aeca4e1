package org.frankenterm.extension.sandbox;

/// What a host function does once the monitor let it begin.
@FunctionalInterface
public interface HostBody {
    /// Runs on the guest's thread. Asks the monitor before it does what needs a permission, and
    /// notes there what the audit is to say.
    ///
    /// @param call the call
    /// @return the guest's result; ignored for functions without one
    int run(HostCall call);
}
