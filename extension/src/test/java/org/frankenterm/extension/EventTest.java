package org.frankenterm.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import org.frankenterm.extension.GuestText.Place;
import org.frankenterm.extension.api.CallOutcome.Completed;
import org.frankenterm.extension.api.ErrorCode;
import org.frankenterm.extension.api.Event;
import org.frankenterm.extension.api.ExtensionException;
import org.frankenterm.extension.api.HandlerReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What may be fired, and who hears it in which order.
class EventTest {
    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "1", "\"text\"", "null", "{", "{} {}", "{\"a\":1,\"a\":2}"})
    void fire_payloadNoObject_refused(String payload) {
        try (HostFixture fixture = HostFixture.in(folder)) {
            fixture.load("guest", Place.HANDLER.does(GuestText.LOG));
            ExtensionException refused =
                    catchThrowableOfType(
                            ExtensionException.class,
                            () -> fixture.host.fire(new Event(HostFixture.EVENT, payload)));
            assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_EVENT);
            assertThat(refused.message())
                    .startsWith("can't fire config.reload: its payload is no JSON object: ");
            assertThat(fixture.logOf("guest")).isEmpty();
        }
    }

    @Test
    void fire_payloadOfExactlyAMebibyte_delivered() throws InterruptedException {
        String payload = "{\"a\":\"" + "x".repeat(Event.MAX_PAYLOAD_BYTES - 8) + "\"}";
        try (HostFixture fixture = HostFixture.in(folder)) {
            fixture.load("guest", Place.HANDLER.does(GuestText.LOG));
            assertThat(fixture.host.fire(new Event(HostFixture.EVENT, payload)).handlers())
                    .singleElement()
                    .returns(new Completed(), HandlerReport::outcome);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Event("bell", payload + " "))
                .withMessage("an event's payload has at most 1 MiB");
    }

    @Test
    void event_nameEmptyOrTooLong_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Event.of(""));
        assertThatIllegalArgumentException().isThrownBy(() -> Event.of("x".repeat(257)));
    }

    @Test
    void handlers_priorities_lowerFirstThenAsDeclared() throws InterruptedException {
        String hooks =
                """
                [[hooks]]
                event = "bell"
                handler = "third"
                [[hooks]]
                event = "*"
                handler = "first"
                priority = -5
                [[hooks]]
                event = "bell"
                handler = "fourth"
                [[hooks]]
                event = "bell"
                handler = "second"
                priority = -1
                [[hooks]]
                event = "bell"
                handler = "last"
                priority = 2147483647
                [[hooks]]
                event = "pane.*"
                handler = "never"
                """;
        try (HostFixture fixture = HostFixture.in(folder)) {
            fixture.load(
                    "guest",
                    hooks,
                    """
                    (module (func (export "first")) (func (export "second")) (func (export "third"))
                      (func (export "fourth")) (func (export "last")) (func (export "never")))
                    """);
            assertThat(fixture.host.fire(Event.of("bell")).handlers())
                    .extracting(HandlerReport::handler)
                    .containsExactly("first", "second", "third", "fourth", "last");
            assertThat(fixture.host.fire(Event.of("git:bell")).handlers()).isEmpty();
        }
    }
}
