package org.frankenterm.extension.abi;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.frankenterm.extension.permission.PermissionKey;
import org.frankenterm.extension.testing.Guests;
import org.frankenterm.extension.testing.Repository;

/// A call of a host function whose arguments are made from what its parameters are called in
/// `docs/host-abi.md`: a name before `len` is a pointer to text, `len` is how much of it, others
/// are numbers.
///
/// @param function which
/// @param text for every parameter that points to text; empty for texts that make sense
/// @param url that a request goes to, if texts make sense
@SuppressWarnings("ArrayRecordComponent") // never compared
record GeneratedCall(AbiFunction function, byte[] text, String url) {
    /// Where the first text is, and how far apart they are.
    private static final int STRIDE = 8192;

    private static final byte[] SENSIBLE = {};

    static GeneratedCall sensible(AbiFunction function, String url) {
        return new GeneratedCall(function, SENSIBLE, url);
    }

    static GeneratedCall with(AbiFunction function, byte[] text) {
        return new GeneratedCall(function, text, "");
    }

    /// A module that imports the function as `$f`, `ft_log` as `$log` and `ft_set_timeout` as
    /// `$set_timeout`, with the texts in its memory, and `tick` at 16.
    ///
    /// @param fields with `CALL` where the call is to be
    String module(String fields) throws IOException {
        List<Long> arguments = new ArrayList<>();
        StringBuilder data = new StringBuilder();
        List<String> names = parameters(function.name());
        for (int i = 0; i < names.size(); i++) {
            boolean pointer = i + 1 < names.size() && names.get(i + 1).equals("len");
            if (pointer) {
                byte[] bytes = text.length == 0 ? sensible(names.get(i)) : text;
                long place = STRIDE * (i + 1L);
                arguments.add(place);
                arguments.add((long) bytes.length);
                data.append(Guests.data((int) place, bytes)).append('\n');
                i++;
            } else {
                arguments.add(number(names.get(i)));
            }
        }
        String call = "(call $f" + Signature.arguments(function, arguments) + ")";
        return """
        (module
          (import "env" "ft_log" (func $log (param i32 i32 i32)))
          (import "env" "ft_set_timeout"
            (func $set_timeout (param i32 i32 i32) (result i32)))
          (import "frankenterm" "%s" (func $f (param%s) %s))
          (memory (export "memory") 1)
          (data (i32.const 16) "tick")
          %s
          %s)
        """
                .formatted(
                        function.name(),
                        Signature.parameters(function),
                        function.hasResult() ? "(result i32)" : "",
                        data,
                        fields.replace(
                                "CALL", function.hasResult() ? "(drop " + call + ")" : call));
    }

    private static List<String> parameters(String function) throws IOException {
        Matcher row =
                Pattern.compile("\\| `" + function + "\\(([^)]*)\\)` \\|")
                        .matcher(Repository.read("docs/host-abi.md"));
        if (!row.find()) {
            throw new AssertionError(function + " is not in the documentation");
        }
        return row.group(1).isEmpty() ? List.of() : List.of(row.group(1).split(", ", -1));
    }

    private byte[] sensible(String parameter) {
        String text =
                switch (parameter) {
                    case "key" -> "colour";
                    case "event" -> "config.reload";
                    case "handler" -> "run";
                    case "combo" -> "x";
                    case "json" ->
                            function.permission().filter(PermissionKey.NETWORK::equals).isPresent()
                                    ? "{\"url\": \"" + url + "\"}"
                                    : "{\"a\": 1}";
                    default -> "text";
                };
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static long number(String parameter) {
        return switch (parameter) {
            case "pane" -> 3;
            case "lines" -> 5;
            case "ms" -> 3_600_000;
            case "offset" -> 0;
            default -> 2;
        };
    }
}
