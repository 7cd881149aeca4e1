package org.frankenterm.extension.abi;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import org.frankenterm.extension.audit.AuditedFunction;
import org.frankenterm.extension.keybinding.KeyCombo;
import org.frankenterm.extension.keybinding.Keymap;
import org.frankenterm.extension.permission.AccessRequest;
import org.frankenterm.extension.permission.Decision;
import org.frankenterm.extension.permission.PermissionKey;
import org.frankenterm.extension.sandbox.CallContext;
import org.frankenterm.extension.sandbox.HostCall;
import org.frankenterm.extension.sandbox.ResultCode;

/// Keys that an instance binds itself: `ft_register_keybinding`, `ft_unregister_keybinding`. A
/// combination that programs in a pane live on takes a permission, a bare letter for one.
final class KeybindingFunctions {
    private static final int HANDLER = 2;
    private static final AuditedFunction.Summary NAMES = (_, _, names) -> names;

    static final List<AbiFunction> ALL =
            List.of(
                    AbiFunction.guarded(
                            "ft_register_keybinding",
                            "(i32,i32,i32,i32)->i32",
                            PermissionKey.PANE_KEYS,
                            NAMES,
                            KeybindingFunctions::register),
                    AbiFunction.free(
                            "ft_unregister_keybinding",
                            "(i32)->i32",
                            (id, _, _) -> Long.toString(id),
                            KeybindingFunctions::unregister));

    private KeybindingFunctions() {}

    private static int register(HostCall call) {
        KeyCombo combo = combo(call.text(0, KeyCombo.MAX_CHARS));
        call.context().monitor().note(combo.text().getBytes(StandardCharsets.UTF_8));
        if (combo.needsPaneKeys()
                && call.context().monitor().decide(new AccessRequest.PaneKeys())
                        instanceof Decision.Denied) {
            return ResultCode.DENIED;
        }
        return register(call.context(), combo, HandlerArguments.handler(call, HANDLER));
    }

    private static int register(CallContext context, KeyCombo combo, String handler) {
        String names = combo.text() + " -> " + handler;
        context.monitor().note(names.getBytes(StandardCharsets.UTF_8));
        OptionalInt id = context.registrations().addKey(combo, handler);
        return id.isPresent()
                ? id.getAsInt()
                : context.monitor()
                        .failed(
                                ResultCode.LIMIT,
                                "the extension has %d keybindings already, those of its manifest included"
                                        .formatted(Keymap.MAX_PER_EXTENSION));
    }

    private static KeyCombo combo(String text) {
        try {
            return KeyCombo.parse(text);
        } catch (IllegalArgumentException none) {
            throw new HostCall.InvalidArgument(
                    "this is no combination of keys: " + none.getMessage());
        }
    }

    private static int unregister(HostCall call) {
        int id = call.caller().i32(0);
        call.context().monitor().note(id, 0);
        return call.context().registrations().removeKey(id)
                ? 0
                : call.absent("the instance has registered no keybinding " + id);
    }
}
