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
    private final Installations installations;
    private final Parts parts;

    /// All files of an extension are read when it is loaded: of so many at a time.
    private final Semaphore reading = new Semaphore(Runtime.getRuntime().availableProcessors());

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

    /// Loads one for a place on the bus, which learns of it if it can't be: it then refuses for a
    /// while.
    ///
    /// @return null if it can't be loaded
    @Nullable Extension load(InstalledState state, Seat seat) {
        try {
            CheckedModule checked = CheckedModule.check(source(state), WasmRuntime.imports());
            FailureLedger ledger = new InstalledFailures(installations, state.id());
            return parts.starter()
                    .start(
                            checked,
                            access(state),
                            installations.storage(state),
                            new Extension.Links(seat, ledger));
        } catch (ExtensionException refused) {
            refuse(seat, LogLevel.WARN, refused.message());
        } catch (RuntimeException | Error thrown) { // it ends the loading of this one alone
            refuse(
                    seat,
                    LogLevel.ERROR,
                    "it can't be loaded because of a fault of the host: " + thrown);
        }
        return null;
    }

    /// Tells everybody that it runs now, and waits for what they do about it.
    void announce(Extension extension) {
        try {
            parts.announcer().accept(extension);
        } catch (RuntimeException | Error thrown) { // nobody waits for this thread's answer
            parts.log().hostCalls(extension.id().name()).log(LogLevel.ERROR, thrown.toString());
        }
    }

    private ExtensionSource source(InstalledState state) {
        reading.acquireUninterruptibly();
        try {
            return installations.files(state, state.active()).open(parts.reader());
        } finally {
            reading.release();
        }
    }

    private void refuse(Seat seat, LogLevel level, String why) {
        GuestRecipient recipient = seat.recipient();
        parts.log().hostCalls(recipient.name()).log(level, why);
        recipient.refuse(why, parts.containment());
    }
}
