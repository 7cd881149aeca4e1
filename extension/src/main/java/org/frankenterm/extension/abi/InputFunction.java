package org.frankenterm.extension.abi;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.frankenterm.extension.api.Action;
import org.frankenterm.extension.api.Panes.Pane;
import org.frankenterm.extension.permission.AccessRequest;
import org.frankenterm.extension.permission.Decision;
import org.frankenterm.extension.permission.InputKind;
import org.frankenterm.extension.permission.PermissionKey;
import org.frankenterm.extension.sandbox.HostCall;
import org.frankenterm.extension.sandbox.ResultCode;
import org.frankenterm.extension.text.Quantity;

/// `ft_send_input`: typing into a pane. The audit has the pane that was meant, and how much was
/// typed.
final class InputFunction {
    private static final int MAX_BYTES = 4 << 10;

    static final AbiFunction SEND_INPUT =
            AbiFunction.guardedWaiting(
                    "ft_send_input",
                    "(i64,i32,i32)->i32",
                    PermissionKey.PANE_INPUT,
                    (pane, bytes, kind) ->
                            "pane %d, %s of %s".formatted(pane, Quantity.bytes(bytes), kind),
                    HostService.body(InputFunction::send));

    private InputFunction() {}

    private static int send(HostCall call) {
        call.context().monitor().note(call.caller().i64(0), call.caller().u32(2));
        String text = call.text(1, MAX_BYTES);
        InputKind kind = InputKind.needed(text);
        call.context().monitor().note(kind.text().getBytes(StandardCharsets.US_ASCII));
        return switch (call.context().monitor().decide(new AccessRequest.PaneInput(kind))) {
            case Decision.Denied _ -> ResultCode.DENIED;
            case Decision.Allowed _ -> send(call, text);
        };
    }

    private static int send(HostCall call, String text) {
        HostService.require(call.context().services().applies(), "panes that can be typed into");
        Optional<Pane> found = PaneFunctions.find(call, call.caller().u32(2));
        if (found.isEmpty()) {
            return ResultCode.ABSENT;
        }
        Pane pane = found.get();
        if (!pane.echo()) {
            return call.denied(
                    "pane %d doesn't show what is typed, as at a password prompt; nobody types there but its user"
                            .formatted(pane.id()));
        }
        boolean focused = call.caller().i64(0) == PaneFunctions.FOCUSED;
        return call.act(new Action.SendInput(pane.id(), text, focused));
    }
}
