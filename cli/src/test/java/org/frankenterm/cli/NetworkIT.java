package org.frankenterm.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.frankenterm.cli.CommandLineFixture.Result;
import org.frankenterm.wasmtime.Wat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A request from the program as it is installed, where the client's libraries are modules.
class NetworkIT {
    @TempDir private Path folder;

    @Test
    void run_guestThatMakesARequest_itsAnswerAndNothingOfTheLibraries() throws Exception {
        Installation installation = new Installation(folder);
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            Thread.ofPlatform().daemon().start(() -> answer(server));
            String place = "127.0.0.1:" + server.getLocalPort();
            Files.write(installation.root.resolve("guest.wasm"), Wat.toBinary(guest(place)));

            Result result =
                    installation.run(
                            "extension",
                            "run",
                            "guest.wasm",
                            "--handler",
                            "run",
                            "--event",
                            "config.reload",
                            "--grant",
                            "network=" + place);

            assertThat(result.status()).as(result.err()).isZero();
            assertThat(result.err().lines())
                    .singleElement()
                    .asString()
                    .endsWith(
                            "{\"status\":200,\"headers\":{\"content-length\":\"2\"},\"body\":\"hi\"}");
        }
    }

    /// Requests a place, and logs the answer.
    private static String guest(String place) {
        return """
        (module
          (import "env" "ft_http_request" (func $http (param i32 i32) (result i32)))
          (import "env" "ft_return_buffer_read" (func $read (param i32 i32) (result i32)))
          (import "env" "ft_log" (func $log (param i32 i32 i32)))
          (memory (export "memory") 1)
          (data (i32.const 0) "{\\22url\\22:\\22http://%s/\\22}")
          (func (export "run")
            (drop (call $http (i32.const 0) (i32.const %d)))
            (call $log (i32.const 2) (i32.const 1024)
              (call $read (i32.const 1024) (i32.const 1024)))))
        """
                .formatted(place, "{'url':'http:///'}".length() + place.length());
    }

    private static void answer(ServerSocket server) {
        try (Socket socket = server.accept()) {
            socket.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi".getBytes(ISO_8859_1));
            socket.getInputStream().readAllBytes();
        } catch (IOException e) {
            // the client left
        }
    }
}
