package org.frankenterm.extension.sandbox;

import java.nio.charset.StandardCharsets;
import org.frankenterm.extension.permission.AccessPolicy;
import org.frankenterm.extension.permission.AccessRequest;
import org.frankenterm.extension.permission.Decision;
import org.frankenterm.extension.permission.PathText;
import org.frankenterm.extension.text.Quoted;
import org.frankenterm.wasi.Errno;
import org.frankenterm.wasi.WasiCall;

/// Why WASI denied a call, and what to change: the sentence that the policy has for the path, where
/// it has one.
final class WasiDenial {
    private final AccessPolicy policy;

    WasiDenial(AccessPolicy policy) {
        this.policy = policy;
    }

    /// The reason, sanitised.
    ///
    /// @param call that was denied
    String reason(WasiCall call) {
        String path = text(call.path());
        return switch (call.errno()) {
            case Errno.ROFS -> readOnly(path, text(call.otherPath()));
            case Errno.PERM ->
                    outside(call.otherPath().length == 0 ? path : text(call.otherPath()));
            case Errno.NOTCAPABLE -> Quoted.of(path) + " was opened without the right to do that";
            case Errno.DQUOT, Errno.FBIG ->
                    Quoted.of(path) + " would be more than one call may write to files";
            case Errno.MFILE -> "as many files are open as an extension may have: close some first";
            default -> "not permitted";
        };
    }

    private static String text(byte[] path) {
        return new String(path, StandardCharsets.UTF_8);
    }

    private String readOnly(String path, String other) {
        String named = missing(path, other);
        return named.isEmpty()
                ? Quoted.of(path)
                        + " can only be read: request the path under filesystem_write and grant it"
                : named;
    }

    private static String outside(String path) {
        return Quoted.of(path)
                + " leads out of what was granted, or asks for more than the single files that were: request the folder under filesystem_read or filesystem_write and grant it";
    }

    /// What the policy says to writing the first of the paths that it doesn't allow.
    private String missing(String path, String other) {
        for (String each : new String[] {path, other}) {
            if (PathText.isNormal(each)
                    && policy.decide(new AccessRequest.WriteFile(each))
                            instanceof Decision.Denied(String reason)) {
                return reason;
            }
        }
        return "";
    }
}
