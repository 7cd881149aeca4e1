package org.frankenterm.extension.abi;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.frankenterm.extension.hash.Sha256;
import org.frankenterm.extension.sandbox.HostCall;
import org.frankenterm.extension.sandbox.ResultCode;
import org.frankenterm.extension.sandbox.ReturnBuffer;
import org.frankenterm.extension.storage.Storage;
import org.frankenterm.extension.storage.StorageProblem;
import org.frankenterm.extension.text.Quantity;
import org.frankenterm.wasmtime.Interrupt;

/// What the extension keeps: `ft_storage_get`, `ft_storage_set`, `ft_storage_delete`,
/// `ft_storage_keys`. Of keys the audit has the length and the beginning of their SHA-256, of
/// values the length: either may be a secret.
final class StorageFunctions {
    /// Enough to tell an extension's keys apart.
    private static final int HASH_BYTES = 8;

    /// Noted as the size of a value that isn't there, or isn't part of the call.
    private static final long NO_VALUE = -1;

    static final List<AbiFunction> ALL =
            List.of(
                    AbiFunction.waiting(
                            "ft_storage_get",
                            "(i32,i32)->i32",
                            StorageFunctions::summary,
                            StorageFunctions::get),
                    AbiFunction.waiting(
                            "ft_storage_set",
                            "(i32,i32,i32,i32)->i32",
                            StorageFunctions::summary,
                            StorageFunctions::set),
                    AbiFunction.waiting(
                            "ft_storage_delete",
                            "(i32,i32)->i32",
                            StorageFunctions::summary,
                            StorageFunctions::delete),
                    AbiFunction.waiting(
                            "ft_storage_keys",
                            "()->i32",
                            (bytes, _, _) -> bytes == 0 ? "" : Quantity.bytes(bytes),
                            StorageFunctions::keys));

    private StorageFunctions() {}

    private static String summary(long keyBytes, long valueBytes, String hash) {
        String key = "key of %s, SHA-256 %s…".formatted(Quantity.bytes(keyBytes), hash);
        return valueBytes == NO_VALUE ? key : key + ", value of " + Quantity.bytes(valueBytes);
    }

    @FunctionalInterface
    private interface Body {
        int run(BooleanSupplier over) throws StorageProblem;
    }

    private static int get(HostCall call) {
        call.context().returnBuffer().clear();
        byte[] key = key(call);
        return answer(
                call,
                over -> {
                    byte[] value = call.context().storage().get(key, over);
                    if (value == null) {
                        return nothing(call);
                    }
                    call.context().monitor().note(key.length, value.length);
                    return call.give(value);
                });
    }

    private static int set(HostCall call) {
        byte[] key = key(call);
        byte[] value = call.bytes(2, Storage.MAX_VALUE_BYTES);
        call.context().monitor().note(key.length, value.length);
        return answer(
                call,
                over -> {
                    call.context().storage().set(key, value, over);
                    return 0;
                });
    }

    private static int delete(HostCall call) {
        byte[] key = key(call);
        return answer(call, over -> call.context().storage().delete(key, over) ? 1 : nothing(call));
    }

    private static int keys(HostCall call) {
        call.context().returnBuffer().clear();
        return answer(
                call,
                over -> {
                    String keys = call.context().storage().keys(ReturnBuffer.MAX_BYTES, over);
                    call.context().monitor().note(keys.length(), 0);
                    return call.give(keys.getBytes(StandardCharsets.US_ASCII));
                });
    }

    private static int nothing(HostCall call) {
        return call.absent("nothing is stored under this key");
    }

    private static byte[] key(HostCall call) {
        byte[] key = call.bytes(0, Storage.MAX_KEY_BYTES);
        call.context().monitor().note(key.length, NO_VALUE);
        call.context().monitor().note(hash(key));
        if (key.length == 0) {
            throw new HostCall.InvalidArgument("a key of 0 bytes is none");
        }
        HostCall.utf8(key);
        return key;
    }

    private static byte[] hash(byte[] key) {
        return HexFormat.of()
                .formatHex(Sha256.of(key), 0, HASH_BYTES)
                .getBytes(StandardCharsets.US_ASCII);
    }

    /// Runs a body that may wait as long as the guest's call may take; after that the call ends as
    /// any that is past its deadline.
    private static int answer(HostCall call, Body body) {
        Interrupt interrupt = call.caller().interrupt();
        try {
            return body.run(() -> interrupt.over(System.nanoTime()));
        } catch (StorageProblem problem) {
            interrupt.check(System.nanoTime());
            return call.context()
                    .monitor()
                    .failed(code(problem.kind()), String.valueOf(problem.getMessage()));
        }
    }

    private static int code(StorageProblem.Kind kind) {
        return switch (kind) {
            case LIMIT -> ResultCode.LIMIT;
            case BUSY, DAMAGED, FAILED -> ResultCode.FAILED;
        };
    }
}
