package org.frankenterm.wasi;

import java.util.ArrayList;
import java.util.List;
import org.frankenterm.wasmtime.Caller;
import org.frankenterm.wasmtime.FuncType;
import org.frankenterm.wasmtime.GuestExit;
import org.frankenterm.wasmtime.GuestFault;
import org.frankenterm.wasmtime.GuestInterrupted;
import org.frankenterm.wasmtime.ValType;

/// A function of preview 1: name, type, and what it does.
///
/// Immutable; the same for every instance. Specification: `wasi_snapshot_preview1.witx`.
public final class WasiFunction {
    private final String name;
    private final List<Parameter> parameters;
    private final FuncType type;
    private final Body body;

    private WasiFunction(String name, List<Parameter> parameters, FuncType type, Body body) {
        this.name = name;
        this.parameters = parameters;
        this.type = type;
        this.body = body;
    }

    /// A function that answers with an error code.
    static WasiFunction of(String name, Body body, Parameter... parameters) {
        return of(name, body, List.of(ValType.I32), parameters);
    }

    /// A function that never returns to the guest.
    static WasiFunction noReturn(String name, Body body, Parameter... parameters) {
        return of(name, body, List.of(), parameters);
    }

    private static WasiFunction of(
            String name, Body body, List<ValType> results, Parameter... parameters) {
        List<ValType> slots = new ArrayList<>();
        for (Parameter parameter : parameters) {
            slots.addAll(parameter.slots());
        }
        FuncType type = new FuncType(List.copyOf(slots), results);
        return new WasiFunction(name, List.of(parameters), type, body);
    }

    /// The name under `wasi_snapshot_preview1`.
    ///
    /// @return for example `fd_write`
    public String name() {
        return name;
    }

    /// The type that a guest must import it with.
    ///
    /// @return the type
    public FuncType type() {
        return type;
    }

    /// The name, for messages.
    @Override
    public String toString() {
        return name;
    }

    /// Runs the function for a guest: the one way in. Tells the listener, checks the pointers, runs
    /// the body and writes the error code. Arguments and result share their slots, so the listener
    /// hears of the result before it is written.
    void call(Caller caller, WasiContext context) {
        WasiListener listener = context.listener();
        WasiCall call = context.call();
        listener.enter(this, caller);
        call.begin();
        try {
            answer(caller, context);
        } catch (GuestInterrupted interrupted) {
            call.end(Errno.CANCELED);
            throw interrupted;
        } catch (GuestExit exit) {
            throw exit;
        } catch (RuntimeException | Error bug) {
            call.end(Errno.IO);
            throw bug;
        } finally {
            listener.leave(this, caller, call);
        }
        if (!type.results().isEmpty()) {
            caller.returnI32(call.errno().code());
        }
    }

    private void answer(Caller caller, WasiContext context) {
        WasiCall call = context.call();
        try {
            call.end(inBounds(caller) ? body.call(caller, context) : Errno.FAULT);
        } catch (GuestFault fault) {
            call.end(Errno.FAULT);
        } catch (Refusal refusal) {
            call.refuse(refusal);
        }
    }

    private boolean inBounds(Caller caller) {
        int index = 0;
        for (Parameter parameter : parameters) {
            if (!parameter.inBounds(caller, index)) {
                return false;
            }
            index += parameter.width();
        }
        return true;
    }

    /// What a function does once its pointers are known to be good.
    @FunctionalInterface
    interface Body {
        /// Runs on the guest's thread; reads its arguments from the caller's slots.
        Errno call(Caller caller, WasiContext context);
    }
}
