package org.frankenterm.extension;

import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;
import org.frankenterm.extension.api.DispatchPolicy.Containment;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.api.LogLevel;
import org.frankenterm.extension.lifecycle.CheckedModule;
import org.frankenterm.extension.lifecycle.ExtensionSource;
import org.frankenterm.extension.lifecycle.Installations;
import org.frankenterm.extension.lifecycle.InstalledState;
import org.frankenterm.extension.lifecycle.VersionFolder;
import org.frankenterm.extension.lifecycle.WasmRuntime;
import org.frankenterm.extension.log.HostLog;
import org.frankenterm.extension.manifest.Manifest;
import org.frankenterm.extension.manifest.ManifestReader;
import org.frankenterm.extension.permission.AccessPolicy;
import org.frankenterm.extension.sandbox.FailureLedger;
import org.frankenterm.extension.sandbox.GuestAccess;
import org.frankenterm.extension.storage.StoragePlace;
import org.jspecify.annotations.Nullable;

/// Makes running extensions out of installed ones, after a look at each of their files. Any thread;
/// it may take as long as compiling takes.
final class ResidentLoader {
    /// MiB of files that all those hold together that are being loaded: some thirty modules of the
    /// larger kind, or two of the largest that there may be.
    private static final int MEMORY_MIB = 64;

    private final Installations installations;
    private final Parts parts;

    private final Semaphore memory = new Semaphore(MEMORY_MIB, true);

    /// What it takes.
    ///
    /// @param reader of manifests
    /// @param grantor knows what grants mean
    /// @param containment how long one that can't be loaded is left alone
    /// @param log of the host
    /// @param seats makes places on the bus
    /// @param starter makes it run
    /// @param announcer hears of each that runs now, on its loader's thread
    record Parts(
            ManifestReader reader,
            Grantor grantor,
            Containment containment,
            HostLog log,
            Function<GuestRecipient, Seat> seats,
            Starter starter,
            Consumer<Extension> announcer) {}

    /// Makes a checked module into a running extension.
    @FunctionalInterface
    interface Starter {
        Extension start(
                CheckedModule checked,
                GuestAccess access,
                StoragePlace storage,
                Extension.Links links);
    }

    ResidentLoader(Installations installations, Parts parts) {
        this.installations = installations;
        this.parts = parts;
    }

    /// A place on the bus for one that isn't loaded.
    Seat seat(GuestRecipient recipient) {
        return parts.seats().apply(recipient);
    }

    /// The manifest of the version that is to run.
    ///
    /// @return null if this host doesn't accept it: an older or newer one did
    /// @throws ExtensionException if it isn't as it was installed
    @Nullable Manifest manifest(InstalledState state) {
        return installations.files(state, state.active()).manifest(parts.reader()).manifest();
    }

    /// What it may do.
    GuestAccess access(InstalledState state) {
        return parts.grantor()
                .stored(state.id().name(), state.active().requested(), state.active().grants());
    }

    /// The same by the words alone, without what paths lead to.
    AccessPolicy policy(InstalledState state) {
        return parts.grantor()
                .storedPolicy(
                        state.id().name(), state.active().requested(), state.active().grants());
    }

    /// Loads one for a place on the bus.
    ///
    /// @throws ExtensionException if it can't be loaded
    Extension load(InstalledState state, Seat seat) {
        VersionFolder files = installations.files(state, state.active());
        int weight = Math.clamp(files.bytes() >> 20, 1, MEMORY_MIB);
        memory.acquireUninterruptibly(weight);
        try {
            return start(files.open(parts.reader()), state, seat);
        } finally {
            memory.release(weight);
        }
    }

    private Extension start(ExtensionSource source, InstalledState state, Seat seat) {
        CheckedModule checked = CheckedModule.check(source, WasmRuntime.imports());
        FailureLedger ledger = new InstalledFailures(installations, state.id());
        return parts.starter()
                .start(
                        checked,
                        access(state),
                        installations.storage(state),
                        new Extension.Links(seat, ledger));
    }

    /// Tells everybody that it runs now, and waits for what they do about it.
    void announce(Extension extension) {
        parts.announcer().accept(extension);
    }

    /// Those whose events wait learn why it can't be loaded; it refuses others for a while.
    void refuse(GuestRecipient asking, Throwable why) {
        String message =
                why instanceof ExtensionException refused
                        ? refused.message()
                        : "it can't be loaded because of a fault of the host: " + why;
        asking.refuse(message, parts.containment());
        LogLevel level = why instanceof ExtensionException ? LogLevel.WARN : LogLevel.ERROR;
        parts.log().hostCalls(asking.name()).log(level, message);
    }
}
