package org.frankenterm.wasi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.frankenterm.wasi.GuestFiles.At;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteAllowanceTest {
    private static final OpenArguments CREATE = OpenArguments.everything(OpenArguments.CREAT);

    @TempDir private Path folder;

    private WasiContext context(long most) {
        return Granted.context(Granted.writable(folder)).maxFileBytes(most).build();
    }

    @Test
    void write_beyondTheAllowance_shortThenRefusedUntilTheNextCall() throws Exception {
        Guest.onGuestThread(() -> {
            WasiContext context = context(10);
            Guest.here(
                    context,
                    guest -> {
                        GuestFiles files = new GuestFiles(guest);
                        long one = files.opened(At.root("one"), CREATE);
                        long two = files.opened(At.root("two"), CREATE);
                        assertThat(files.write(one, "123456")).isEqualTo(Errno.SUCCESS);
                        assertThat(files.writeAt(two, "123456", 0)).isEqualTo(Errno.SUCCESS);
                        assertThat(files.result()).isEqualTo(4);
                        assertThat(files.write(one, "7")).isEqualTo(Errno.DQUOT);
                        assertThat(files.writeAt(two, "5", 4)).isEqualTo(Errno.DQUOT);
                        assertThat(files.write(one, "")).isEqualTo(Errno.SUCCESS);
                        context.beginCall();
                        assertThat(files.write(one, "789")).isEqualTo(Errno.SUCCESS);
                        assertThat(files.result()).isEqualTo(3);
                    });
            context.close();
        });
        assertThat(Files.readString(folder.resolve("one"))).isEqualTo("123456789");
        assertThat(Files.readString(folder.resolve("two"))).isEqualTo("1234");
    }

    @Test
    void allocate_beyondAGigabyteInACall_refused() throws Exception {
        WriteAllowance allowance = new WriteAllowance(0);
        allowance.allocate(WriteAllowance.MAX_ALLOCATED - 1);
        allowance.allocate(1);
        assertRefused(() -> allowance.allocate(1), Errno.DQUOT);
        allowance.renew();
        allowance.allocate(WriteAllowance.MAX_ALLOCATED);
        assertRefused(() -> allowance.checkSize(WriteAllowance.MAX_ALLOCATED + 1), Errno.FBIG);
        allowance.checkSize(WriteAllowance.MAX_ALLOCATED);
    }

    @Test
    void unlimited_neverRunsOut() {
        WriteAllowance allowance = new WriteAllowance(Long.MAX_VALUE);
        for (int i = 0; i < 4; i++) {
            allowance.spend(allowance.atMost(Long.MAX_VALUE));
            allowance.allocate(Long.MAX_VALUE);
        }
        allowance.checkSize(Long.MAX_VALUE);
        assertThat(allowance.atMost(5)).isEqualTo(5);
    }

    private static void assertRefused(ThrowingCallable call, Errno errno) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> {
                            assertThat(refusal.errno()).isEqualTo(errno);
                            assertThat(refusal.isDenial()).isTrue();
                        });
    }
}
