package org.frankenterm.extension.abi;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.frankenterm.extension.http.HttpProblem;
import org.frankenterm.extension.http.HttpRequest;
import org.frankenterm.extension.http.HttpResponse;
import org.frankenterm.extension.http.RequestReader;
import org.frankenterm.extension.http.Requester;
import org.frankenterm.extension.http.Url;
import org.frankenterm.extension.permission.AccessRequest;
import org.frankenterm.extension.permission.Decision;
import org.frankenterm.extension.permission.PermissionKey;
import org.frankenterm.extension.sandbox.HostCall;
import org.frankenterm.extension.sandbox.Monitor;
import org.frankenterm.extension.sandbox.ResultCode;
import org.frankenterm.extension.text.Quantity;
import org.frankenterm.wasmtime.FuncType;
import org.frankenterm.wasmtime.Interrupt;

/// `ft_http_request`. The audit has the method, the origins that were visited first and last, the
/// status, and the sizes of both bodies; never a path, a header or a body.
final class HttpFunctions {
    static final List<AbiFunction> ALL =
            List.of(
                    new AbiFunction(
                            "ft_http_request",
                            FuncType.of("(i32,i32)->i32"),
                            Optional.of(PermissionKey.NETWORK),
                            true,
                            HttpFunctions::summary,
                            HttpFunctions::request));

    /// The lower half of both sizes.
    private static final long RECEIVED = 0xffff_ffffL;

    private HttpFunctions() {}

    /// @param status 0 if there was no response
    /// @param sizes of both bodies, see [#sizes]
    /// @param places method and origins; empty if the request was none
    private static String summary(long status, long sizes, String places) {
        StringBuilder text = new StringBuilder(places);
        if (!places.isEmpty()) {
            text.append(", ").append(Quantity.bytes(sizes >>> Integer.SIZE)).append(" sent");
        }
        if (status != 0) {
            text.append(", status ").append(status).append(", ");
            text.append(Quantity.bytes(sizes & RECEIVED)).append(" received");
        }
        return text.toString();
    }

    private static long sizes(int sent, int received) {
        return ((long) sent << Integer.SIZE) | received;
    }

    private static int request(HostCall call) {
        call.context().returnBuffer().clear();
        Monitor monitor = call.context().monitor();
        try {
            // nothing holds on to the guest's 12 MiB while it waits
            HttpRequest request = RequestReader.read(call.bytes(0, RequestReader.MAX_JSON_BYTES));
            monitor.note(0, sizes(request.bodyBytes(), 0));
            HttpResponse response =
                    call.context().http().send(request, new GuestRequester(call, request.method()));
            monitor.note(response.status(), sizes(request.bodyBytes(), response.body().length));
            return call.give(response.toJson().getBytes(StandardCharsets.US_ASCII));
        } catch (HttpProblem problem) {
            String sentence = String.valueOf(problem.getMessage());
            return switch (problem.kind()) {
                case DENIED -> ResultCode.DENIED;
                case INVALID -> monitor.failed(ResultCode.INVALID, sentence);
                case LIMIT -> monitor.failed(ResultCode.LIMIT, sentence);
                case FAILED -> monitor.failed(ResultCode.FAILED, sentence);
            };
        }
    }

    /// A guest, whose thread waits at most to the deadline of its call.
    private static final class GuestRequester implements Requester {
        /// What is shown of a host: its end, which says whose it is.
        private static final int SHOWN_HOST = 32;

        /// What is shown of a method; the longest in use has 9 letters.
        private static final int SHOWN_METHOD = 12;

        private final Monitor monitor;
        private final Interrupt interrupt;
        private final String method;
        private String first = "";

        GuestRequester(HostCall call, String method) {
            this.monitor = call.context().monitor();
            this.interrupt = call.caller().interrupt();
            this.method = method;
        }

        @Override
        public Decision decide(AccessRequest request) {
            return monitor.decide(request);
        }

        @Override
        public void visits(Url url) {
            String origin = url.scheme() + "://" + host(url.host()) + ":" + url.port();
            first = first.isEmpty() ? origin : first;
            String shown =
                    method.length() <= SHOWN_METHOD
                            ? method
                            : method.substring(0, SHOWN_METHOD) + "…";
            String places = shown + " " + first;
            if (!origin.equals(first)) {
                places += " -> " + origin;
            }
            monitor.note(places.getBytes(StandardCharsets.UTF_8));
        }

        private static String host(String host) {
            return host.length() <= SHOWN_HOST
                    ? host
                    : "…" + host.substring(host.length() - SHOWN_HOST);
        }

        @Override
        public boolean await(BooleanSupplier done, long nanos) {
            return interrupt.await(done, nanos);
        }

        @Override
        public long remainingNanos() {
            return interrupt.remainingNanos(System.nanoTime());
        }
    }
}
