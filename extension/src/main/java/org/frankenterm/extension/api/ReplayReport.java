package org.frankenterm.extension.api;

/// What came of a replay.
///
/// @param extension the name of the recorded extension
/// @param version its version
/// @param calls how many guest calls were replayed, starts of instances included
/// @param hostCalls how many host calls were compared
/// @param difference where the guest first did something else than was recorded, a sentence; empty
///   if it did the same to the end
/// @param end why the recording ends before the extension was closed, a part of a sentence; empty
///   if it doesn't
/// @param sameModule whether what was replayed is the module that was recorded, byte for byte
public record ReplayReport(
        String extension,
        String version,
        long calls,
        long hostCalls,
        String difference,
        String end,
        boolean sameModule) {
    /// Whether the guest did the same as was recorded.
    ///
    /// @return true if there is no difference
    public boolean same() {
        return difference.isEmpty();
    }

    /// A guest call that was replayed.
    ///
    /// @param number of the call in its recording, from 1; starts of instances count
    /// @param event that was handled; empty for a start that failed
    /// @param report what the handler did, compared with the recording already; a start that failed
    ///   is reported under the name of its function, `start` if it has none
    public record ReplayedCall(long number, String event, HandlerReport report) {}
}
