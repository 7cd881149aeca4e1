package org.frankenterm.extension.audit;

/// How far one journal file goes, as the head has it.
///
/// @param name the file's
/// @param sequence of its last record that the head vouches for; 0 before the first
/// @param hash that record's digest; before the first, the name's
/// @param bytes up to the end of that record
/// @param closed whether its process has said that nothing follows
record HeadEntry(String name, long sequence, String hash, long bytes, boolean closed) {
    static HeadEntry begun(String name) {
        return new HeadEntry(name, 0, Digest.sha256(name), 0, false);
    }
}
