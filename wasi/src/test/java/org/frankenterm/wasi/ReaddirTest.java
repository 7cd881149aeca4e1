package org.frankenterm.wasi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.frankenterm.wasi.GuestFiles.ROOT;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.frankenterm.wasi.GuestFiles.At;
import org.frankenterm.wasi.GuestListing.Entry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReaddirTest {
    private static final int MANY = 1000;
    private static final int ROOM = 300;
    private static final int FULL = 8192;

    @TempDir private Path folder;

    private void run(Guest.Body body) throws Exception {
        Guest.run(() -> Granted.context(Granted.writable(folder)).build(), body);
    }

    private static List<String> names(List<Entry> entries) {
        return entries.stream().map(Entry::name).toList();
    }

    @Test
    void readdir_eachKind_tellsTypeAndInode() throws Exception {
        Files.createFile(folder.resolve("file"));
        Files.createDirectory(folder.resolve("sub"));
        Files.createSymbolicLink(folder.resolve("link"), Path.of("file"));
        Outside.makeFifo(folder.resolve("fifo"));
        run(guest -> {
            GuestListing listing = new GuestListing(new GuestFiles(guest), ROOT, FULL);
            List<Entry> all = listing.all(_ -> {});
            assertThat(names(all))
                    .containsExactlyInAnyOrder(".", "..", "file", "sub", "link", "fifo");
            Map<String, Integer> types =
                    Map.of(".", 3, "..", 3, "file", 4, "sub", 3, "link", 7, "fifo", 0);
            for (Entry entry : all) {
                assertThat(entry.type()).as(entry.name()).isEqualTo(types.get(entry.name()));
                Path same = entry.name().equals("..") ? folder : folder.resolve(entry.name());
                assertThat(entry.inode())
                        .as(entry.name())
                        .isEqualTo(HostileTree.inode(same.normalize()));
            }
        });
    }

    /// Whatever the buffer's size, it is filled with the beginning of the same bytes.
    @Test
    void readdir_bufferOfEverySize_truncatesTheLastEntryOnly() throws Exception {
        for (String name : List.of("a", "bb", "ccc", "dddd")) {
            Files.createFile(folder.resolve(name));
        }
        run(guest -> {
            GuestFiles files = new GuestFiles(guest);
            new GuestListing(files, ROOT, FULL).read(0);
            int length = files.result();
            byte[] whole = guest.bytes(GuestFiles.BUFFER, length);
            assertThat(length).isEqualTo(6 * 24 + 1 + 2 + 1 + 2 + 3 + 4);
            for (int room = 0; room <= 200; room++) {
                guest.put(GuestFiles.BUFFER, new byte[room + 1]);
                GuestListing listing = new GuestListing(files, ROOT, room);
                assertThat(listing.read(0)).isEqualTo(Errno.SUCCESS);
                int used = Math.min(room, length);
                assertThat(files.result()).isEqualTo(used);
                assertThat(guest.bytes(GuestFiles.BUFFER, used))
                        .isEqualTo(Arrays.copyOf(whole, used));
                assertThat(guest.bytes(GuestFiles.BUFFER + room, 1)).isEqualTo(new byte[1]);
            }
        });
    }

    @Test
    void readdir_anyCookie_goesOnBehindThatEntry() throws Exception {
        IntStream.range(0, 20).forEach(i -> create("file" + i));
        run(guest -> {
            GuestListing listing = new GuestListing(new GuestFiles(guest), ROOT, FULL);
            List<Entry> all = listing.all(_ -> {});
            for (int i = all.size() - 1; i >= 0; i--) {
                assertThat(listing.read(all.get(i).next())).isEqualTo(Errno.SUCCESS);
                assertThat(listing.entries()).isEqualTo(all.subList(i + 1, all.size()));
            }
        });
    }

    /// A refused cookie in between must not lose the entry that didn't fit before.
    @Test
    void readdir_afterARefusedCookie_losesNothing() throws Exception {
        IntStream.range(0, 20).forEach(i -> create("file" + i));
        run(guest -> {
            GuestFiles files = new GuestFiles(guest);
            GuestListing small = new GuestListing(files, ROOT, 100);
            List<Entry> whole = new GuestListing(files, ROOT, FULL).all(_ -> {});
            List<Entry> all = small.all(_ -> assertThat(small.read(-1)).isEqualTo(Errno.INVAL));
            assertThat(all).isEqualTo(whole);
        });
    }

    private void create(String name) {
        try {
            Files.createFile(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 100, ROOM, 4096})
    void readdir_whileOthersComeAndGo_eachOldEntryOnce(int room) throws Exception {
        IntStream.range(0, MANY).forEach(i -> create("file" + i));
        run(guest -> {
            GuestListing listing = new GuestListing(new GuestFiles(guest), ROOT, room);
            List<Entry> all =
                    listing.all(read -> {
                        create("new" + read);
                        Files.deleteIfExists(folder.resolve("new" + read / 2));
                    });
            List<String> old = new ArrayList<>(names(all));
            old.removeIf(name -> !name.startsWith("file"));
            assertThat(old).hasSize(MANY).doesNotHaveDuplicates();
        });
    }

    @Test
    void readdir_removedFolder_isEmpty() throws Exception {
        Files.createDirectory(folder.resolve("sub"));
        run(guest -> {
            GuestFiles files = new GuestFiles(guest);
            long sub = files.opened(At.root("sub"), OpenArguments.folder());
            assertThat(files.removeDirectory(At.root("sub"))).isEqualTo(Errno.SUCCESS);
            GuestListing listing = new GuestListing(files, sub, FULL);
            assertThat(listing.all(_ -> {})).isEmpty();
            assertThat(files.makeDirectory(At.of(sub, "x"))).isEqualTo(Errno.NOENT);
        });
    }

    @Test
    void readdir_startedAgain_showsWhatIsNew() throws Exception {
        run(guest -> {
            GuestListing listing = new GuestListing(new GuestFiles(guest), ROOT, FULL);
            assertThat(listing.all(_ -> {})).hasSize(2);
            create("file");
            assertThat(names(listing.all(_ -> {}))).contains("file");
        });
    }
}
