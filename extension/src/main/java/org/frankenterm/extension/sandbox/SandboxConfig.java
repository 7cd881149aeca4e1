package org.frankenterm.extension.sandbox;

import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;
import org.frankenterm.extension.api.AuditEntry;
import org.frankenterm.extension.api.DispatchPolicy;
import org.frankenterm.extension.api.ExtensionId;
import org.frankenterm.extension.api.ResourceLimits;
import org.frankenterm.extension.audit.AuditTrail;
import org.frankenterm.extension.http.NameResolver;
import org.frankenterm.extension.log.HostLog;
import org.frankenterm.extension.storage.StoragePlace;
import org.jspecify.annotations.Nullable;

/// What one sandbox is made from. Immutable.
///
/// @param id the extension's name
/// @param code what it runs
/// @param table the host functions by index
/// @param limits what it may use
/// @param access what it may do at first
/// @param environment the host's variables, of which it sees those that it may
/// @param storage where what it stores is
/// @param services what the program around the host offers it
/// @param names finds the addresses of hosts that it makes requests to
/// @param trail its audit
/// @param log of the host
/// @param clock tells the time
/// @param listener hears of each host call as it is made, on the guest's thread; null for nobody
/// @param policy what failures lead to, and how much processor time it has
/// @param links with the host
public record SandboxConfig(
        ExtensionId id,
        GuestCode code,
        HostTable table,
        ResourceLimits limits,
        GuestAccess access,
        Map<String, String> environment,
        StoragePlace storage,
        GuestServices services,
        NameResolver names,
        AuditTrail trail,
        HostLog log,
        InstantSource clock,
        @Nullable Consumer<AuditEntry> listener,
        DispatchPolicy policy,
        HostLinks links) {}
