package org.frankenterm.extension;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.frankenterm.extension.api.AuditEntry;
import org.frankenterm.extension.api.DispatchPolicy;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.api.ModuleCacheLimits;
import org.frankenterm.extension.api.ResourceLimits;
import org.frankenterm.extension.xdg.XdgFolder;
import org.jspecify.annotations.Nullable;

/// How a host is set up. Immutable; opens nothing and can't fail.
///
/// @param environment variables of the host: extensions see those that are granted, and `RUST_LOG`,
///   `FRANKENTERM_LOG`, `HOME`, `PATH` and those of XDG's folders mean what they always do
/// @param maxima what no extension's limits exceed
/// @param moduleCache how much compiled code is kept
/// @param clock tells the time
/// @param logSink takes each log line, without its terminator; from any thread, one at a time
/// @param callListener hears of each host call as it is made, on the guest's thread; null for
///   nobody
/// @param records where the audit and what extensions say are kept; null for nowhere but memory
/// @param services what extensions find besides: panes, settings, notices
/// @param dryRun whether what handlers ask for is reported and not applied
/// @param dispatch how events reach extensions, and what becomes of those that misbehave
public record HostConfig(
        Map<String, String> environment,
        ResourceLimits maxima,
        ModuleCacheLimits moduleCache,
        InstantSource clock,
        Consumer<String> logSink,
        @Nullable Consumer<AuditEntry> callListener,
        @Nullable RecordKeeping records,
        HostServices services,
        boolean dryRun,
        DispatchPolicy dispatch) {
    /// Copies the environment.
    public HostConfig {
        environment = Map.copyOf(environment);
    }

    /// The process's environment, the built-in maxima and the system's clock; log lines are
    /// dropped, nothing is kept on disk, and no services are offered.
    ///
    /// @return a configuration
    public static HostConfig standard() {
        return new HostConfig(
                System.getenv(),
                ResourceLimits.MAXIMUM,
                ModuleCacheLimits.DEFAULT,
                InstantSource.system(),
                line -> {},
                null,
                null,
                HostServices.none(),
                false,
                DispatchPolicy.DEFAULT);
    }

    /// The same with another environment.
    ///
    /// @param variables by name
    /// @return a copy
    public HostConfig withEnvironment(Map<String, String> variables) {
        return with(draft -> draft.environment = variables);
    }

    /// The same with other bounds on what extensions may ask for.
    ///
    /// @param limits beyond which no manifest gets anything
    /// @return a copy
    public HostConfig withMaxima(ResourceLimits limits) {
        return with(draft -> draft.maxima = limits);
    }

    /// The same with another clock.
    ///
    /// @param source tells the time of day
    /// @return a copy
    public HostConfig withClock(InstantSource source) {
        return with(draft -> draft.clock = source);
    }

    /// The same with another bound on compiled code.
    ///
    /// @param limits how much is kept
    /// @return a copy
    public HostConfig withModuleCache(ModuleCacheLimits limits) {
        return with(draft -> draft.moduleCache = limits);
    }

    /// The same with another sink for log lines.
    ///
    /// @param sink takes each line, without its terminator
    /// @return a copy
    public HostConfig withLogSink(Consumer<String> sink) {
        return with(draft -> draft.logSink = sink);
    }

    /// The same with a listener for host calls.
    ///
    /// @param listener hears of each call, on the guest's thread; what it throws ends the guest's
    ///   call
    /// @return a copy
    public HostConfig withCallListener(Consumer<AuditEntry> listener) {
        return with(draft -> draft.callListener = listener);
    }

    /// The same with the audit and what extensions say on disk as well.
    ///
    /// @param kept where
    /// @return a copy
    public HostConfig withRecords(RecordKeeping kept) {
        return with(draft -> draft.records = kept);
    }

    /// The same with services of the program around it.
    ///
    /// @param offered what extensions find
    /// @return a copy
    public HostConfig withServices(HostServices offered) {
        return with(draft -> draft.services = offered);
    }

    /// The same, but what handlers ask for is only reported: no setting is changed, nothing is
    /// typed, shown or fired.
    ///
    /// @return a copy
    public HostConfig withDryRun() {
        return with(draft -> draft.dryRun = true);
    }

    /// The same with another policy for events and extensions that misbehave.
    ///
    /// @param policy how events reach extensions
    /// @return a copy
    public HostConfig withDispatch(DispatchPolicy policy) {
        return with(draft -> draft.dispatch = policy);
    }

    /// The same but for what is changed in a draft of it.
    private HostConfig with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.config();
    }

    private static final class Draft {
        private Map<String, String> environment;
        private ResourceLimits maxima;
        private ModuleCacheLimits moduleCache;
        private InstantSource clock;
        private Consumer<String> logSink;
        private @Nullable Consumer<AuditEntry> callListener;
        private @Nullable RecordKeeping records;
        private HostServices services;
        private boolean dryRun;
        private DispatchPolicy dispatch;

        Draft(HostConfig config) {
            environment = config.environment;
            maxima = config.maxima;
            moduleCache = config.moduleCache;
            clock = config.clock;
            logSink = config.logSink;
            callListener = config.callListener;
            records = config.records;
            services = config.services;
            dryRun = config.dryRun;
            dispatch = config.dispatch;
        }

        HostConfig config() {
            return new HostConfig(
                    environment,
                    maxima,
                    moduleCache,
                    clock,
                    logSink,
                    callListener,
                    records,
                    services,
                    dryRun,
                    dispatch);
        }
    }

    /// Where a host keeps what extensions did and said: the audit and their logs.
    ///
    /// @param folder of the user's state, such as `$XDG_STATE_HOME/frankenterm`; `audit/`,
    ///   `audit.key` and `logs/` are made in it
    /// @param auditBytesPerExtension what the audit of each extension may take, at least 64 KiB;
    ///   then its own oldest entries make room
    public record RecordKeeping(Path folder, long auditBytesPerExtension) {
        /// What the audit of an extension may take, unless the host says otherwise: 8 MiB.
        public static final long AUDIT_BYTES = 8L << 20;

        private static final long LEAST_AUDIT_BYTES = 64 << 10;

        /// Checks the bound.
        ///
        /// @throws IllegalArgumentException if it is less than 64 KiB, or the folder is relative
        public RecordKeeping {
            if (auditBytesPerExtension < LEAST_AUDIT_BYTES) {
                throw new IllegalArgumentException(
                        "the audit of an extension needs at least 64 KiB, not "
                                + auditBytesPerExtension
                                + " bytes");
            }
            if (!folder.isAbsolute()) {
                throw new IllegalArgumentException("the folder of the audit must be absolute");
            }
        }

        /// Below the user's folder for state.
        ///
        /// @param environment variables by name
        /// @return the usual place; empty if neither `XDG_STATE_HOME` nor `HOME` is absolute
        /// @throws ExtensionException if this locale can't spell it
        public static Optional<RecordKeeping> in(Map<String, String> environment) {
            return XdgFolder.STATE
                    .in(environment)
                    .map(folder -> new RecordKeeping(folder, AUDIT_BYTES));
        }
    }
}
