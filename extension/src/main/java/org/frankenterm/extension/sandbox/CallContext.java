package org.frankenterm.extension.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.files.Mounts;
import org.frankenterm.extension.http.UserAgent;
import org.frankenterm.extension.json.Json.JsonObject;
import org.frankenterm.extension.json.JsonProblem;
import org.frankenterm.extension.json.JsonReader;
import org.frankenterm.extension.storage.Storage;
import org.frankenterm.wasi.WasiContext;
import org.frankenterm.wasmtime.Caller;
import org.jspecify.annotations.Nullable;

/// What host functions find behind the guest that calls them: the event being handled, the return
/// buffer, the last error, and the checkpoint. One per instance, guest thread only.
public final class CallContext implements AutoCloseable {
    private final Monitor monitor;
    private final GuestEnvironment environment;
    private final GuestLog log;
    private final WasiContext wasi;
    private final Storage storage;
    private final Registrations registrations;
    private final GuestServices services;
    private final Actions actions;
    private final @Nullable Recorder recorder;
    private final UserAgent http;
    private final ReturnBuffer returnBuffer = new ReturnBuffer();
    private final HostCall call = new HostCall(this);
    private String lastError = "";
    private @Nullable Event event;
    private @Nullable JsonObject payload;

    /// Opens what was granted: belongs to the guest's thread from then on.
    CallContext(Guest.Parts parts, GuestAccess access) {
        this.monitor = parts.monitor();
        this.environment = new GuestEnvironment(access.policy(), parts.config().environment());
        this.log = parts.log();
        this.storage = parts.storage();
        this.services = parts.config().services();
        this.actions = parts.actions();
        this.recorder = parts.config().code().recorder();
        this.http = parts.http();
        this.registrations = parts.registrations();
        this.wasi = wasiContext(Mounts.open(access.files()));
    }

    private WasiContext wasiContext(Mounts mounts) {
        WasiContext.Builder builder =
                WasiContext.builder()
                        .argument(monitor.extension())
                        .stdout(log.stdout())
                        .stderr(log.stderr())
                        .listener(monitor.wasiListener());
        environment.visible().forEach(builder::variable);
        mounts.preopens().forEach(builder::preopen);
        mounts.unmounted().forEach(missing -> monitor.unmounted(missing.path(), missing.reason()));
        return builder.build();
    }

    /// Begins a guest call.
    ///
    /// @param of what the call handles; null during entry
    void begin(@Nullable Event of) {
        event = of;
        payload = null;
        if (!lastError.isEmpty()) {
            lastError = "";
        }
        returnBuffer.clear();
        wasi.beginCall();
    }

    /// Ends it.
    void end() {
        log.flush();
    }

    /// Closes every descriptor of the guest's.
    @Override
    public void close() {
        wasi.close();
    }

    /// The checkpoint that this call passes.
    public Monitor monitor() {
        return monitor;
    }

    /// The environment it may see.
    public GuestEnvironment environment() {
        return environment;
    }

    /// Where its log lines go.
    public GuestLog log() {
        return log;
    }

    /// Its view of the world through WASI.
    public WasiContext wasi() {
        return wasi;
    }

    /// What it stores.
    public Storage storage() {
        return storage;
    }

    /// What it registered itself.
    public Registrations registrations() {
        return registrations;
    }

    /// What the program around the host offers it.
    public GuestServices services() {
        return services;
    }

    /// What it asks the host to do.
    Actions actions() {
        return actions;
    }

    /// Who records it, if somebody does.
    Recorder recorder() {
        return Objects.requireNonNull(recorder);
    }

    /// What makes its requests.
    public UserAgent http() {
        return http;
    }

    /// What it can read bytes from.
    public ReturnBuffer returnBuffer() {
        return returnBuffer;
    }

    /// The event being handled; null during entry.
    public @Nullable Event event() {
        return event;
    }

    /// The event's payload, parsed at the first question. Payloads are checked before they are
    /// fired.
    public @Nullable JsonObject payload() throws JsonProblem {
        if (payload == null && event != null) {
            payload = JsonReader.parseObject(event.payload());
        }
        return payload;
    }

    /// Why the last call that failed did; empty if none did since the guest call began.
    public byte[] lastError() {
        return lastError.getBytes(StandardCharsets.UTF_8);
    }

    /// Keeps why a call failed, until another one does; nothing for one that didn't fail.
    void failure(String reason) {
        if (!reason.isEmpty()) {
            lastError = reason;
        }
    }

    /// The one host call there can be at a time.
    HostCall call(Caller caller, long startNanos) {
        return call.bind(caller, startNanos);
    }
}
