package org.frankenterm.extension.ftx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.frankenterm.extension.ftx.Archive.Entry;

/// An archive that must be refused, and how.
///
/// @param attack what is wrong with it
/// @param reason that it is refused for
/// @param words of the sentence that says so
/// @param archive makes it
record HostileArchive(String attack, Refusal reason, String words, Supplier<byte[]> archive) {
    @Override
    public String toString() {
        return attack;
    }

    /// All of them.
    static List<HostileArchive> all() {
        List<HostileArchive> all = new ArrayList<>();
        all.addAll(HostileEnds.all());
        all.addAll(HostileDirectories.all());
        all.addAll(HostileHeaders.all());
        all.addAll(HostileNames.all());
        all.addAll(HostileData.all());
        return all;
    }

    /// A plain package with a change.
    static HostileArchive changed(
            String attack, Refusal reason, String words, Consumer<Archive> change) {
        return new HostileArchive(
                attack,
                reason,
                words,
                () -> {
                    Archive archive = Archive.plain();
                    change.accept(archive);
                    return archive.bytes();
                });
    }

    /// A plain package with a change of its last entry.
    static HostileArchive last(
            String attack, Refusal reason, String words, Consumer<Entry> change) {
        return changed(attack, reason, words, archive -> change.accept(archive.last()));
    }

    static byte[] joined(byte[] first, byte[] second) {
        byte[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }
}
