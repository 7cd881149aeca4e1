package org.frankenterm.wasi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.frankenterm.wasi.GuestFiles.ROOT;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.frankenterm.wasi.GuestFiles.At;
import org.frankenterm.wasmtime.Caller;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a listener is told of calls on files.
class AuditedPathsTest {
    @TempDir private Path folder;
    private final List<String> heard = new ArrayList<>();

    private final class Hearing implements WasiListener {
        @Override
        public void enter(WasiFunction function, Caller caller) {}

        @Override
        public void leave(WasiFunction function, Caller caller, WasiCall call) {
            heard.add(
                    "%s %s %s %s %d %s"
                            .formatted(
                                    function.name(),
                                    text(call.path()),
                                    text(call.otherPath()),
                                    call.errno(),
                                    call.bytes(),
                                    call.denied() ? "denied" : "")
                            .strip());
        }

        private static String text(byte[] path) {
            return path.length == 0 ? "-" : new String(path, StandardCharsets.UTF_8);
        }
    }

    private void run(Guest.Body body) throws Exception {
        Guest.run(
                () -> Granted.context(Granted.writable(folder)).listener(new Hearing()).build(),
                body);
    }

    @Test
    void fileCalls_tellNameBytesAndErrno() throws Exception {
        Files.writeString(folder.resolve("file"), "content");
        run(guest -> {
            GuestFiles files = new GuestFiles(guest);
            long file = files.opened(At.root("file"), OpenArguments.everything(0));
            files.read(file, 3);
            files.write(file, "12345");
            files.close(file);
            files.close(file);
            files.open(At.root("missing"), OpenArguments.READ);
        });
        assertThat(heard)
                .containsExactly(
                        "path_open /g/file - SUCCESS -1",
                        "fd_read /g/file - SUCCESS 3",
                        "fd_write /g/file - SUCCESS 5",
                        "fd_close /g/file - SUCCESS -1",
                        "fd_close - - BADF -1",
                        "path_open /g/missing - NOENT -1");
    }

    @Test
    void callsOnTwoPaths_tellBoth_whicheverIsRefused() throws Exception {
        run(guest -> {
            GuestFiles files = new GuestFiles(guest);
            At a = At.root("a");
            At out = At.root("/etc/x");
            files.rename(a, out);
            files.rename(out, a);
            files.link(a, out);
            files.link(At.root(""), a);
            files.rename(a, At.of(9, "b"));
            files.symlink("/etc", a);
            files.symlink("x", At.of(9, "b"));
            files.unlink(At.of(ROOT, "../x"));
        });
        assertThat(heard)
                .containsExactly(
                        "path_rename /g/a /g//etc/x PERM -1 denied",
                        "path_rename /g//etc/x /g/a PERM -1 denied",
                        "path_link /g/a /g//etc/x PERM -1 denied",
                        "path_link /g/ /g/a NOENT -1",
                        "path_rename /g/a ?/b BADF -1",
                        "path_symlink /g/a /etc PERM -1 denied",
                        "path_symlink ?/b x BADF -1",
                        "path_unlink_file /g/../x - PERM -1 denied");
    }
}
