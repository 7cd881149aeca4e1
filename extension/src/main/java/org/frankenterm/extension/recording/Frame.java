package org.frankenterm.extension.recording;

import java.util.List;
import org.frankenterm.extension.api.Action;
import org.frankenterm.extension.api.CallOutcome;
import org.frankenterm.extension.api.ResourceLimits;

/// One piece of a recording. A recording is one [Head], then instances and their calls in the order
/// they were made in, then one [Closed]; a call is its [Begin], its [HostCall]s, its [End].
public sealed interface Frame {
    /// What was recorded, and by whom.
    ///
    /// @param host version of the host
    /// @param engine version of Wasmtime
    /// @param extension its name
    /// @param version its version
    /// @param limits it had
    /// @param module the module file, whole; not to be changed
    @SuppressWarnings("ArrayRecordComponent") // may have megabytes, and is never compared
    record Head(
            String host,
            String engine,
            String extension,
            String version,
            ResourceLimits limits,
            byte[] module)
            implements Frame {}

    /// A new instance takes the place of the one before.
    record Instance() implements Frame {}

    /// A call into the guest begins.
    ///
    /// @param function exported by the module; empty for an instantiation
    /// @param event name of the event that is handled; empty for what is none
    /// @param payload of the event as the guest may see it
    record Begin(Stage stage, String function, String event, String payload) implements Frame {}

    /// A call of the guest into the host.
    ///
    /// @param function its name, such as `ft_log` or `fd_write`
    /// @param arguments an `i32` in the lower half
    /// @param reads what the host read of the guest's memory, in that order
    /// @param writes what it left there
    /// @param ending how it ended
    /// @param lines it wrote to the log
    /// @param actions it noted
    record HostCall(
            String function,
            List<Long> arguments,
            List<Region> reads,
            List<Region> writes,
            Ending ending,
            List<Line> lines,
            List<Action> actions)
            implements Frame {
        /// Copies the lists.
        public HostCall {
            arguments = List.copyOf(arguments);
            reads = List.copyOf(reads);
            writes = List.copyOf(writes);
            lines = List.copyOf(lines);
            actions = List.copyOf(actions);
        }
    }

    /// The call into the guest ended.
    ///
    /// @param fuel used
    /// @param hostCalls how many host calls were counted
    /// @param denied how many host calls were denied
    /// @param lines that were written to the log when it had ended
    record End(CallOutcome outcome, long fuel, long hostCalls, long denied, List<Line> lines)
            implements Frame {
        /// Copies the list.
        public End {
            lines = List.copyOf(lines);
        }
    }

    /// Nothing follows.
    ///
    /// @param reason empty if the extension was closed, else why no more was recorded
    record Closed(String reason) implements Frame {}
}
