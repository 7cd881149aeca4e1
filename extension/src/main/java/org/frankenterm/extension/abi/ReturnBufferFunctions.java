package org.frankenterm.extension.abi;

import java.util.List;
import org.frankenterm.extension.audit.AuditedFunction.Summary;
import org.frankenterm.extension.sandbox.HostCall;
import org.frankenterm.extension.text.Quantity;
import org.frankenterm.wasmtime.Memory;

/// `ft_return_buffer_read` and `ft_return_buffer_read_at`.
final class ReturnBufferFunctions {
    private static final Summary SIZE =
            (offset, bytes, _) ->
                    Quantity.bytes(bytes) + (offset == 0 ? "" : " from " + Quantity.count(offset));

    static final List<AbiFunction> ALL =
            List.of(
                    AbiFunction.free(
                            "ft_return_buffer_read",
                            "(i32,i32)->i32",
                            SIZE,
                            call -> read(call, 0, 0)),
                    AbiFunction.free(
                            "ft_return_buffer_read_at",
                            "(i32,i32,i32)->i32",
                            SIZE,
                            call -> read(call, call.caller().u32(0), 1)));

    private ReturnBufferFunctions() {}

    /// Copies and does not consume. The guest's whole range must be inside its memory, also where
    /// less is copied: a wrong length is a mistake worth telling. Length 0 gives 0 whatever the
    /// pointer, because languages give dangling pointers with empty buffers.
    private static int read(HostCall call, long offset, int pointerIndex) {
        long length = call.caller().u32(pointerIndex + 1);
        call.context().monitor().note(offset, length);
        if (length == 0) {
            return 0;
        }
        long pointer = call.caller().u32(pointerIndex);
        Memory memory = call.caller().memory();
        memory.getByte(pointer + length - 1);
        byte[] bytes = call.context().returnBuffer().bytes();
        int from = (int) Math.min(offset, bytes.length);
        int copied = (int) Math.min(length, bytes.length - from);
        memory.write(pointer, bytes, from, copied);
        return copied;
    }
}
