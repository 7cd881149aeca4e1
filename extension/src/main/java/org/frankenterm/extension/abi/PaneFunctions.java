package org.frankenterm.extension.abi;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.frankenterm.extension.api.Panes;
import org.frankenterm.extension.api.Panes.Pane;
import org.frankenterm.extension.audit.AuditedFunction;
import org.frankenterm.extension.json.JsonWriter;
import org.frankenterm.extension.permission.AccessRequest;
import org.frankenterm.extension.permission.Decision;
import org.frankenterm.extension.permission.PermissionKey;
import org.frankenterm.extension.sandbox.HostBody;
import org.frankenterm.extension.sandbox.HostCall;
import org.frankenterm.extension.sandbox.ResultCode;
import org.frankenterm.extension.text.Quantity;

/// Looking at panes: `ft_list_panes`, `ft_get_pane_info`, `ft_get_pane_text`.
final class PaneFunctions {
    static final String PANES = "panes";

    /// What an argument calls the pane that has the focus.
    static final long FOCUSED = -1;

    /// More than any screen has.
    private static final long MAX_LINES = 10_000;

    static final List<AbiFunction> ALL =
            List.of(
                    guarded(
                            "ft_list_panes",
                            "()->i32",
                            (_, bytes, _) -> size(bytes, ""),
                            PaneFunctions::list),
                    guarded(
                            "ft_get_pane_info",
                            "(i64)->i32",
                            (pane, bytes, _) -> "pane " + pane + size(bytes, ", "),
                            PaneFunctions::info),
                    guarded(
                            "ft_get_pane_text",
                            "(i64,i32)->i32",
                            (pane, bytes, _) -> "pane " + pane + size(bytes, ", "),
                            PaneFunctions::text));

    private PaneFunctions() {}

    private static AbiFunction guarded(
            String name, String type, AuditedFunction.Summary summary, HostBody body) {
        return AbiFunction.guardedWaiting(
                name, type, PermissionKey.PANE_ACCESS, summary, HostService.body(asking(body)));
    }

    private static String size(long bytes, String before) {
        return bytes == 0 ? "" : before + Quantity.bytes(bytes);
    }

    private static HostBody asking(HostBody body) {
        return call -> {
            call.context().returnBuffer().clear();
            return switch (call.context().monitor().decide(new AccessRequest.PaneAccess())) {
                case Decision.Denied _ -> ResultCode.DENIED;
                case Decision.Allowed _ -> body.run(call);
            };
        };
    }

    private static int list(HostCall call) {
        Panes panes = panes(call);
        JsonWriter json = new JsonWriter().array();
        for (Pane pane : HostService.ask(PANES, panes::list)) {
            write(json, pane);
        }
        return give(call, 0, json.end().toString());
    }

    private static int info(HostCall call) {
        Optional<Pane> pane = find(call, 0);
        if (pane.isEmpty()) {
            return ResultCode.ABSENT;
        }
        JsonWriter json = new JsonWriter();
        write(json, pane.get());
        return give(call, pane.get().id(), json.toString());
    }

    private static int text(HostCall call) {
        Optional<Pane> pane = find(call, 0);
        if (pane.isEmpty()) {
            return ResultCode.ABSENT;
        }
        long id = pane.get().id();
        int lines = (int) Math.min(call.caller().u32(1), MAX_LINES);
        Panes panes = panes(call);
        Optional<String> text =
                lines == 0 ? Optional.of("") : HostService.ask(PANES, () -> panes.text(id, lines));
        return text.isEmpty() ? none(call, id) : give(call, id, text.get());
    }

    /// The pane that the first argument names. If there is none, the guest has been told.
    ///
    /// @param bytes noted beside its number
    static Optional<Pane> find(HostCall call, long bytes) {
        Panes panes = panes(call);
        long id = call.caller().i64(0);
        call.context().monitor().note(id, bytes);
        if (id == FOCUSED) {
            Optional<Pane> focused = HostService.ask(PANES, panes::focused);
            focused.ifPresentOrElse(
                    pane -> call.context().monitor().note(pane.id(), bytes),
                    () -> call.absent("no pane has the focus"));
            return focused;
        }
        if (id < 0) {
            throw new HostCall.InvalidArgument(
                    id + " is no pane: -1 is the one with the focus, others are 0 or more");
        }
        Optional<Pane> pane = HostService.ask(PANES, () -> panes.pane(id));
        if (pane.isEmpty()) {
            none(call, id);
        }
        return pane;
    }

    private static int none(HostCall call, long id) {
        return call.absent("there is no pane " + id);
    }

    private static Panes panes(HostCall call) {
        return HostService.offered(call.context().services().panes(), PANES);
    }

    private static int give(HostCall call, long pane, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        call.context().monitor().note(pane, bytes.length);
        return call.give(bytes);
    }

    private static void write(JsonWriter json, Pane pane) {
        json.object()
                .field("pane_id", pane.id())
                .field("title", pane.title())
                .field("cwd", pane.cwd())
                .field("columns", pane.columns())
                .field("rows", pane.rows())
                .field("focused", pane.focused())
                .field("echo", pane.echo())
                .end();
    }
}
