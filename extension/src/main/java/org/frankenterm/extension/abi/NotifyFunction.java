package org.frankenterm.extension.abi;

import org.frankenterm.extension.api.Action;
import org.frankenterm.extension.permission.AccessRequest;
import org.frankenterm.extension.permission.Decision;
import org.frankenterm.extension.permission.PermissionKey;
import org.frankenterm.extension.sandbox.HostCall;
import org.frankenterm.extension.sandbox.ResultCode;
import org.frankenterm.extension.text.Quantity;
import org.frankenterm.extension.text.Sanitizer;

/// `ft_notify`: a notice to the user, who sees whose it is.
final class NotifyFunction {
    private static final int MAX_TEXT_BYTES = 4 << 10;

    /// Title and body together have 256 code points.
    private static final int TITLE_CODE_POINTS = 64;

    private static final int BODY_CODE_POINTS = 192;

    static final AbiFunction NOTIFY =
            AbiFunction.guarded(
                    "ft_notify",
                    "(i32,i32,i32,i32)->i32",
                    PermissionKey.NOTIFICATIONS,
                    (title, body, _) ->
                            "title of %s, body of %s"
                                    .formatted(Quantity.bytes(title), Quantity.bytes(body)),
                    HostService.body(NotifyFunction::show));

    private NotifyFunction() {}

    private static int show(HostCall call) {
        call.context().monitor().note(call.caller().u32(1), call.caller().u32(3));
        String title = call.text(0, MAX_TEXT_BYTES);
        String body = call.text(2, MAX_TEXT_BYTES);
        return switch (call.context().monitor().decide(new AccessRequest.Notify())) {
            case Decision.Denied _ -> ResultCode.DENIED;
            case Decision.Allowed _ -> show(call, title, body);
        };
    }

    private static int show(HostCall call, String title, String body) {
        HostService.require(call.context().services().notifies(), "notices");
        if (title.isEmpty() && body.isEmpty()) {
            throw new HostCall.InvalidArgument("a notice has a title or a body");
        }
        String whose = Sanitizer.line(call.context().monitor().extension());
        String shown =
                title.isEmpty() ? whose : whose + ": " + Sanitizer.line(title, TITLE_CODE_POINTS);
        return call.act(new Action.Notify(shown, Sanitizer.line(body, BODY_CODE_POINTS)));
    }
}
