package org.frankenterm.extension.sandbox;

import org.frankenterm.extension.event.Subscriber;

/// What connects a sandbox with its host.
///
/// @param hooks its place on the bus
/// @param keys the bindings that its guest registers
/// @param ledger where its failures are counted
/// @param listener hears what it wasn't asked for
public record HostLinks(
        Subscriber hooks, KeyRegistry keys, FailureLedger ledger, SandboxListener listener) {}
