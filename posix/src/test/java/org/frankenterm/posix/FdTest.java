package org.frankenterm.posix;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.frankenterm.posix.Answers.folder;
import static org.frankenterm.posix.Answers.ok;
import static org.frankenterm.posix.Answers.open;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FdTest {
    private static final long O_CLOEXEC = 0200_0000;
    private static final long O_APPEND = 02000;
    private static final long O_NONBLOCK = 04000;

    @TempDir Path temporary;
    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(temporary.resolve("file"), "hello");
    }

    private static long flags(Fd fd) throws IOException {
        String info = Files.readString(Path.of("/proc/self/fdinfo/" + fd.number()));
        String octal =
                info.lines().filter(line -> line.startsWith("flags:")).findFirst().orElse("");
        return Long.parseLong(octal.substring("flags:".length()).strip(), 8);
    }

    private static void onAnotherThread(ThrowingCallable what) {
        assertThatIllegalStateException()
                .isThrownBy(() -> {
                    try {
                        CompletableFuture.runAsync(() -> run(what)).join();
                    } catch (CompletionException e) {
                        throw e.getCause();
                    }
                })
                .withMessageContaining("belongs to the thread " + Thread.currentThread().getName());
    }

    private static void run(ThrowingCallable what) {
        try {
            what.call();
        } catch (Throwable thrown) {
            throw new CompletionException(thrown);
        }
    }

    @Test
    void everyWayToOpen_noneForChildren() throws IOException {
        try (Fd root = ok(Fd.openRoot());
                Fd place = open(file, OpenHow.path());
                Fd opened = open(file, OpenHow.readWrite());
                Fd walked =
                        ok(
                                Resolver.walking()
                                        .open(root, Answers.bytes("." + file), OpenHow.read()));
                Fd second = ok(opened.duplicate())) {
            for (Fd each : List.of(root, place, opened, walked, second)) {
                assertThat(flags(each) & O_CLOEXEC).isEqualTo(O_CLOEXEC);
            }
        }
    }

    @Test
    void inherited_closed_onlyForgotten() {
        Fd errors = Fd.inherited(2);
        errors.close();

        assertThat(errors.isOpen()).isFalse();
        assertThatIllegalStateException().isThrownBy(errors::statusFlags);
        assertThat(Fd.inherited(2).statusFlags()).isNotNegative();
    }

    @Test
    void inherited_flags_neverChanged() {
        try (Fd output = Fd.inherited(1);
                Fd second = ok(output.duplicate())) {
            long before = output.statusFlags();

            for (Fd each : List.of(output, second)) {
                assertThat(each.append(true)).isEqualTo((int) ErrorNumber.PERM.negated());
                assertThat(each.nonBlocking(true)).isEqualTo((int) ErrorNumber.PERM.negated());
            }
            assertThat(output.statusFlags()).isEqualTo(before);
        }
    }

    @Test
    void inherited_otherNumbers_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Fd.inherited(3));
        assertThatIllegalArgumentException().isThrownBy(() -> Fd.inherited(-1));
    }

    @Test
    void inherited_anyThread_mayUseIt() {
        Fd output = Fd.inherited(1);

        assertThat(CompletableFuture.supplyAsync(output::statusFlags).join()).isNotNegative();
    }

    @Test
    void openRoot_status_aFolder() {
        try (Fd root = ok(Fd.openRoot())) {
            assertThat(ok(root.status()).type()).isEqualTo(FileType.DIRECTORY);
            assertThat(new FileContent(root).seek(0, Whence.SET))
                    .isEqualTo(ErrorNumber.BADF.negated());
        }
    }

    @Test
    void closed_everyUse_refused() {
        Fd fd = open(file, OpenHow.read());
        fd.close();

        assertThat(fd.isOpen()).isFalse();
        assertThatIllegalStateException().isThrownBy(fd::status).withMessageContaining("closed");
        assertThatIllegalStateException().isThrownBy(fd::fileSystemType);
        assertThatIllegalStateException().isThrownBy(fd::statusFlags);
        assertThatIllegalStateException().isThrownBy(() -> fd.append(true));
        assertThatIllegalStateException().isThrownBy(fd::sync);
        assertThatIllegalStateException().isThrownBy(fd::dataSync);
        assertThatIllegalStateException().isThrownBy(fd::duplicate);
        assertThatIllegalStateException().isThrownBy(() -> new FileContent(fd).seek(0, Whence.SET));
        assertThatIllegalStateException()
                .isThrownBy(() -> Resolver.system().open(fd, new byte[] {'.'}, OpenHow.path()));
        assertThatIllegalStateException()
                .isThrownBy(() -> Resolver.walking().open(fd, new byte[] {'/'}, OpenHow.path()));
    }

    @Test
    void closedTwice_reusedNumber_staysOpen() {
        Fd first = open(file, OpenHow.read());
        int number = first.number();
        first.close();
        try (Fd second = open(file, OpenHow.read())) {
            first.close();

            assertThat(second.isOpen()).isTrue();
            assertThat(ok(second.status()).size()).isEqualTo(5);
            assertThat(number).isNotNegative();
        }
    }

    @Test
    void otherThread_useAndClose_refused() {
        try (Fd fd = open(file, OpenHow.read())) {
            onAnotherThread(fd::status);
            onAnotherThread(fd::close);
            onAnotherThread(fd::duplicate);

            assertThat(fd.isOpen()).isTrue();
            assertThat(ok(fd.status()).size()).isEqualTo(5);
        }
    }

    @Test
    void fileSystemType_proc_itsMagic() {
        try (Fd proc = folder(Path.of("/proc"))) {
            assertThat(proc.fileSystemType()).isEqualTo(0x9fa0);
        }
    }

    @Test
    void append_onAndOff_onlyThatFlag() {
        try (Fd fd = open(file, OpenHow.readWrite())) {
            long before = fd.statusFlags();

            assertThat(before & O_NONBLOCK).isEqualTo(O_NONBLOCK);
            assertThat(fd.append(true)).isZero();
            assertThat(fd.statusFlags()).isEqualTo(before | O_APPEND);
            assertThat(fd.nonBlocking(false)).isZero();
            assertThat(fd.statusFlags()).isEqualTo((before | O_APPEND) & ~O_NONBLOCK);
            assertThat(fd.append(false)).isZero();
            assertThat(fd.nonBlocking(true)).isZero();
            assertThat(fd.statusFlags()).isEqualTo(before);
        }
    }

    @Test
    void append_place_badf() {
        try (Fd place = open(file, OpenHow.path())) {
            assertThat(place.append(true)).isEqualTo((int) ErrorNumber.BADF.negated());
        }
    }

    @Test
    void sync_fileAndPlace() {
        try (Fd fd = open(file, OpenHow.write());
                Fd place = open(file, OpenHow.path())) {
            assertThat(fd.sync()).isZero();
            assertThat(fd.dataSync()).isZero();
            assertThat(place.sync()).isEqualTo((int) ErrorNumber.BADF.negated());
            assertThat(place.dataSync()).isEqualTo((int) ErrorNumber.BADF.negated());
        }
    }

    @Test
    void duplicate_position_shared() {
        try (Fd fd = open(file, OpenHow.read());
                Fd second = ok(fd.duplicate())) {
            assertThat(new FileContent(fd).seek(3, Whence.SET)).isEqualTo(3);
            assertThat(new FileContent(second).seek(0, Whence.CUR)).isEqualTo(3);
        }
    }

    @Test
    void duplicate_originalClosed_goesOn() {
        Fd fd = open(file, OpenHow.read());
        try (Fd second = ok(fd.duplicate())) {
            fd.close();

            assertThat(ok(second.status()).size()).isEqualTo(5);
        }
    }

    @Test
    void content_afterTruncatingElsewhere_statusSeesIt() throws IOException {
        try (Fd fd = open(file, OpenHow.path())) {
            Files.write(file, "longer than before".getBytes(UTF_8));

            assertThat(ok(fd.status()).size()).isEqualTo(18);
        }
    }
}
