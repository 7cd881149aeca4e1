package org.frankenterm.wasmtime;

import java.util.List;

/// A guest's exported function that the host may call: the only thing it can call. Made by
/// [Store#handler], which checks the export's type, because the call itself checks nothing. Belongs
/// to its store.
public final class Handler {
    /// What an exported function is to be, which decides the types it may have.
    public enum Role {
        /// `_initialize` or `_start`: takes nothing, gives nothing.
        ENTRY,
        /// An event's handler: takes nothing; gives nothing, or an `i32` that is 0 for success.
        HANDLER;

        /// Whether a type fits.
        ///
        /// @param type of a function
        /// @return true if a function of it may be called in this role
        public boolean accepts(FuncType type) {
            boolean one = this == HANDLER && type.results().equals(List.of(ValType.I32));
            return type.params().isEmpty() && (type.results().isEmpty() || one);
        }

        /// The types it may have, for messages.
        ///
        /// @return such as `()->()`
        public String types() {
            return this == ENTRY ? "()->()" : "()->() or ()->i32";
        }

        /// Checks the export of that name, and tells whether the function gives a result.
        boolean check(String name, CompiledModule module) throws HandlerRefused {
            FuncType type = module.callable(name);
            if (!accepts(type)) {
                throw new HandlerRefused(
                        "%s has type %s; it must be %s"
                                .formatted(Printable.quoted(name), type, types()));
            }
            return !type.results().isEmpty();
        }
    }

    private final Store store;
    private final String name;
    private final long function;
    private final boolean hasResult;

    Handler(Store store, String name, long function, boolean hasResult) {
        this.store = store;
        this.name = name;
        this.function = function;
        this.hasResult = hasResult;
    }

    /// The export's name.
    ///
    /// @return as the module spells it
    public String name() {
        return name;
    }

    /// Calls the function, on the store's thread.
    ///
    /// @param fuel the most it may use, 0 or more
    /// @param deadlineNanos when it must end, on the scale of [System#nanoTime]; host calls and
    ///   waits included
    /// @return how it ended
    /// @throws IllegalArgumentException if `fuel` is negative
    /// @throws IllegalStateException on another thread, inside a call, or if the store or the
    ///   engine is closed
    public Outcome call(long fuel, long deadlineNanos) {
        return store.call(function, hasResult, fuel, deadlineNanos);
    }
}
