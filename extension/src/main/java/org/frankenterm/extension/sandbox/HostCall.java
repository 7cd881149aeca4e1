package org.frankenterm.extension.sandbox;

import java.util.Objects;
import java.util.Optional;
import org.frankenterm.extension.api.Action;
import org.frankenterm.extension.permission.Decision;
import org.frankenterm.extension.text.Quantity;
import org.frankenterm.extension.text.Sanitizer;
import org.frankenterm.wasmtime.Caller;
import org.jspecify.annotations.Nullable;

/// One host call, as a host function's body sees it: its arguments, its context, and what the audit
/// will say of it. One per guest, reused; valid during the call, guest thread only.
public final class HostCall {
    /// A body whose argument is wrong throws this; the monitor makes an error code and an audit
    /// entry of it.
    public static final class InvalidArgument extends RuntimeException {
        @java.io.Serial private static final long serialVersionUID = 1;

        /// An argument that is wrong.
        ///
        /// @param message a sentence, sanitised: for the audit and for `ft_last_error`
        public InvalidArgument(String message) {
            super(message, null, false, false);
        }
    }

    private static final byte[] NO_BYTES = {};

    private final CallContext context;
    private @Nullable Caller caller;
    private long startNanos;

    HostCall(CallContext context) {
        this.context = context;
    }

    HostCall bind(Caller by, long start) {
        // the same for the guest's life: no write, no write barrier
        if (caller != by) {
            caller = by;
        }
        startNanos = start;
        return this;
    }

    /// The guest's context.
    public CallContext context() {
        return context;
    }

    /// The guest: arguments and memory.
    public Caller caller() {
        return Objects.requireNonNull(caller);
    }

    /// When the call was made, [System#nanoTime].
    public long startNanos() {
        return startNanos;
    }

    /// Bytes of the guest's, from two arguments. None may be said to lie anywhere, because
    /// languages give dangling pointers with empty texts.
    ///
    /// @param index of the pointer; the length follows it
    /// @param most bytes accepted
    /// @return a copy
    /// @throws InvalidArgument if there are more
    /// @throws org.frankenterm.wasmtime.GuestFault if they lie outside the memory
    public byte[] bytes(int index, int most) {
        Caller by = caller();
        long length = by.u32(index + 1);
        if (length > most) {
            throw new InvalidArgument(
                    "a text of %s is too long, at most %s are taken"
                            .formatted(Quantity.bytes(length), Quantity.bytes(most)));
        }
        return length == 0 ? NO_BYTES : by.memory().read(by.u32(index), length);
    }

    /// Text of the guest's, from two arguments.
    ///
    /// @param index of the pointer; the length follows it
    /// @param most bytes accepted
    /// @return the text, unsanitised
    /// @throws InvalidArgument if there are more, or they are not UTF-8
    /// @throws org.frankenterm.wasmtime.GuestFault if they lie outside the memory
    public String text(int index, int most) {
        return utf8(bytes(index, most));
    }

    /// Text out of bytes.
    ///
    /// @return the text, unsanitised
    /// @throws InvalidArgument if they are not UTF-8
    public static String utf8(byte[] bytes) {
        Optional<String> text = Sanitizer.strictUtf8(bytes);
        return text.orElseThrow(() -> new InvalidArgument("a text is not valid UTF-8"));
    }

    /// Answers that there is nothing to give: no failure to the audit, but `ft_last_error` has the
    /// sentence.
    ///
    /// @param reason a sentence, sanitised
    /// @return [ResultCode#ABSENT]
    public int absent(String reason) {
        context.failure(reason);
        return ResultCode.ABSENT;
    }

    /// Denies what a permission alone doesn't give.
    ///
    /// @param reason a sentence, sanitised
    /// @return [ResultCode#DENIED]
    public int denied(String reason) {
        context.monitor().noted(new Decision.Denied(reason));
        return ResultCode.DENIED;
    }

    /// Keeps an action until the handler ends.
    ///
    /// @return 0, or [ResultCode#LIMIT] if it is too many, too much, or too often
    public int act(Action action) {
        String refused = context.actions().add(action, startNanos);
        return refused.isEmpty() ? 0 : context.monitor().failed(ResultCode.LIMIT, refused);
    }

    /// Fills the return buffer.
    ///
    /// @return the length, or [ResultCode#LIMIT] if it is too much
    public int give(byte[] content) {
        if (context.returnBuffer().fill(content)) {
            return content.length;
        }
        return context.monitor()
                .failed(
                        ResultCode.LIMIT,
                        "%s don't fit the return buffer of %s"
                                .formatted(
                                        Quantity.bytes(content.length),
                                        Quantity.bytes(ReturnBuffer.MAX_BYTES)));
    }
}
