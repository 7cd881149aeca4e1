package org.frankenterm.wasi;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.frankenterm.wasi.GuestFiles.At;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// `path_open`: all `oflags` × everything that a name can stand for.
class OpenTableTest {
    /// Rows: a name, and whether a link in the last place is followed. Columns: the answers without
    /// `O_DIRECTORY` (- C E CE T CT ET CET), then that to `O_DIRECTORY` alone. With any other flag
    /// beside it that is always `inval`.
    private static final String TABLE =
            """
            missing    1  noent ok    noent ok    noent ok    noent ok    noent
            missing/   1  noent isdir noent isdir noent isdir noent isdir noent
            file       1  ok    ok    ok    exist ok    ok    ok    exist notdir
            file/      1  notdir isdir notdir isdir notdir isdir notdir isdir notdir
            folder     1  ok    isdir ok    exist isdir isdir isdir exist ok
            folder/    1  ok    isdir ok    isdir isdir isdir isdir isdir ok
            .          1  ok    isdir ok    exist isdir isdir isdir exist ok
            tofile     1  ok    ok    ok    exist ok    ok    ok    exist notdir
            tofile     0  loop  loop  loop  exist loop  loop  loop  exist notdir
            tofile/    1  notdir isdir notdir isdir notdir isdir notdir isdir notdir
            tofolder   1  ok    isdir ok    exist isdir isdir isdir exist ok
            tofolder   0  loop  loop  loop  exist loop  loop  loop  exist notdir
            tofolder/  1  ok    isdir ok    isdir isdir isdir isdir isdir ok
            tofolder/  0  notdir isdir notdir isdir notdir isdir notdir isdir notdir
            dangling   1  noent ok    noent exist noent ok    noent exist noent
            dangling   0  loop  loop  loop  exist loop  loop  loop  exist notdir
            looping    1  loop  loop  loop  exist loop  loop  loop  exist loop
            looping    0  loop  loop  loop  exist loop  loop  loop  exist notdir
            fifo       1  acces acces acces exist acces acces acces exist notdir
            socket     1  acces acces acces exist acces acces acces exist notdir
            file/x     1  notdir notdir notdir notdir notdir notdir notdir notdir notdir
            missing/x  1  noent noent noent noent noent noent noent noent noent
            ..         1  perm  perm  perm  perm  perm  perm  perm  perm  perm
            """;

    private static final long[] OFLAGS = {0, 1, 4, 5, 8, 9, 12, 13, OpenArguments.DIRECTORY};

    @TempDir private Path folder;

    static Stream<Arguments> rows() {
        return TABLE.lines()
                .flatMap(row ->
                        Arrays.stream(Resolution.values())
                                .map(resolution -> Arguments.of(row, resolution)));
    }

    private void makeTree() throws Exception {
        Files.writeString(folder.resolve("file"), "content");
        Files.createDirectories(folder.resolve("folder"));
        link("tofile", "file");
        link("tofolder", "folder");
        link("dangling", "nothing");
        link("looping", "looping");
        Outside.makeFifo(folder.resolve("fifo"));
    }

    private void link(String name, String target) throws Exception {
        Files.createSymbolicLink(folder.resolve(name), Path.of(target));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void open_eachCombination_answersAsThePosixCallDoes(String row, Resolution resolution)
            throws Exception {
        List<String> cells = List.of(row.split(" +", -1));
        makeTree();
        try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(folder.resolve("socket")));
            Guest.run(
                    () -> Granted.context(Granted.writable(folder, resolution)).build(),
                    guest -> {
                        for (int i = 0; i < OFLAGS.length; i++) {
                            check(new GuestFiles(guest), cells, OFLAGS[i], cells.get(2 + i));
                        }
                        for (long oflags = 3; oflags < 16; oflags++) {
                            if ((oflags & OpenArguments.DIRECTORY) != 0) {
                                check(new GuestFiles(guest), cells, oflags, "inval");
                            }
                        }
                    });
        }
        assertThat(OpenDescriptors.beneath(folder)).isZero();
    }

    private void check(GuestFiles files, List<String> row, long oflags, String expected)
            throws Exception {
        OpenArguments how =
                new OpenArguments(
                        Long.parseLong(row.get(1)), oflags, Rights.FD_READ, Rights.ALL, 0);

        Errno errno = files.open(At.root(row.getFirst()), how);

        assertThat(errno == Errno.SUCCESS ? "ok" : errno.name().toLowerCase(Locale.ROOT))
                .as("%s, oflags %d", row, oflags)
                .isEqualTo(expected);
        if (errno == Errno.SUCCESS) {
            assertThat(files.close(files.result())).isEqualTo(Errno.SUCCESS);
        }
        boolean emptied = expected.equals("ok") && row.getFirst().endsWith("file");
        if (emptied) {
            boolean truncates = (oflags & OpenArguments.TRUNC) != 0;
            assertThat(Files.size(folder.resolve("file"))).isEqualTo(truncates ? 0 : 7);
            Files.writeString(folder.resolve("file"), "content");
        }
        Files.deleteIfExists(folder.resolve("missing"));
        Files.deleteIfExists(folder.resolve("nothing"));
    }
}
