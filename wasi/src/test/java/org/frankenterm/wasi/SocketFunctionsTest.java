package org.frankenterm.wasi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SocketFunctionsTest {
    @ParameterizedTest
    @ValueSource(strings = {"sock_accept", "sock_recv", "sock_send", "sock_shutdown"})
    void socket_anyDescriptor_refused(String function) throws Exception {
        Guest.run(
                WasiContext.builder(),
                guest -> {
                    for (long stream = 0; stream <= 2; stream++) {
                        assertThat(guest.call(function, stream, 0, 0, 0, 100, 200))
                                .isEqualTo(Errno.NOTSOCK);
                    }
                    assertThat(guest.call(function, 3, 0, 0, 0, 100, 200)).isEqualTo(Errno.BADF);
                });
    }
}
