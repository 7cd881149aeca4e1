package org.frankenterm.cli;

import org.frankenterm.extension.text.Quoted;

/// A folder that a command is given, as `--dir` has it: `HOST[::GUEST][:ro]`.
///
/// @param host where it is
/// @param guest where the program finds it
/// @param readOnly whether every change is refused
record GuestFolder(String host, String guest, boolean readOnly) {
    private static final String READ_ONLY = ":ro";
    private static final String BETWEEN = "::";

    /// Reads the option.
    ///
    /// @throws UsageException if either name is empty
    static GuestFolder parse(String option) {
        boolean readOnly = option.endsWith(READ_ONLY);
        String names =
                readOnly ? option.substring(0, option.length() - READ_ONLY.length()) : option;
        int between = names.lastIndexOf(BETWEEN);
        String host = between < 0 ? names : names.substring(0, between);
        String guest = between < 0 ? names : names.substring(between + BETWEEN.length());
        if (host.isEmpty() || guest.isEmpty()) {
            throw new UsageException(
                    "--dir takes HOST[::GUEST][:ro], a folder and where the program finds it, not "
                            + Quoted.of(option));
        }
        return new GuestFolder(host, guest, readOnly);
    }
}
