package org.frankenterm.extension.abi;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.frankenterm.extension.api.Action;
import org.frankenterm.extension.api.Configuration;
import org.frankenterm.extension.json.JsonProblem;
import org.frankenterm.extension.json.JsonReader;
import org.frankenterm.extension.permission.AccessRequest;
import org.frankenterm.extension.permission.ConfigKey;
import org.frankenterm.extension.permission.Decision;
import org.frankenterm.extension.permission.PermissionKey;
import org.frankenterm.extension.sandbox.GuestServices;
import org.frankenterm.extension.sandbox.HostCall;
import org.frankenterm.extension.sandbox.ResultCode;
import org.frankenterm.extension.text.Quantity;
import org.frankenterm.extension.text.Quoted;

/// The settings of the host: `ft_get_config`, `ft_set_config`. The audit has keys and sizes, and no
/// values.
final class ConfigFunctions {
    private static final int MAX_KEY_BYTES = 256;
    private static final String SETTINGS = "settings for extensions";

    static final List<AbiFunction> ALL =
            List.of(
                    AbiFunction.guardedWaiting(
                            "ft_set_config",
                            "(i32,i32,i32,i32)->i32",
                            PermissionKey.CONFIG,
                            ConfigFunctions::summary,
                            HostService.body(ConfigFunctions::set)),
                    AbiFunction.waiting(
                            "ft_get_config",
                            "(i32,i32)->i32",
                            ConfigFunctions::summary,
                            HostService.body(ConfigFunctions::get)));

    private ConfigFunctions() {}

    private static String summary(long bytes, long valueKnown, String key) {
        return key + (valueKnown == 0 ? "" : ", " + Quantity.bytes(bytes));
    }

    private static int set(HostCall call) {
        ConfigKey key = key(call);
        call.context().monitor().note(call.caller().u32(3), 1);
        Decision decision =
                call.context().monitor().decide(new AccessRequest.SetConfig(key.text()));
        return switch (decision) {
            case Decision.Denied _ -> ResultCode.DENIED;
            case Decision.Allowed _ -> set(call, key);
        };
    }

    private static int set(HostCall call, ConfigKey key) {
        GuestServices services = call.context().services();
        Configuration configuration = HostService.offered(services.configuration(), SETTINGS);
        HostService.require(services.applies(), SETTINGS);
        if (!HostService.ask("configuration", () -> configuration.settable(key.text()))) {
            return call.denied(Quoted.of(key.text()) + " is no key that this host lets be set");
        }
        return call.act(new Action.SetConfig(key.text(), json(call)));
    }

    private static String json(HostCall call) {
        String json = call.text(2, JsonReader.MAX_BYTES);
        try {
            JsonReader.parse(json);
            return json;
        } catch (JsonProblem problem) {
            throw new HostCall.InvalidArgument("the value is no JSON: " + problem.getMessage());
        }
    }

    private static int get(HostCall call) {
        call.context().returnBuffer().clear();
        ConfigKey key = key(call);
        Configuration configuration =
                HostService.offered(call.context().services().configuration(), SETTINGS);
        Optional<String> value =
                key.neverShown()
                        ? Optional.empty()
                        : HostService.ask("configuration", () -> configuration.value(key.text()));
        if (value.isEmpty()) {
            return call.absent(Quoted.of(key.text()) + " is no key that this host shows");
        }
        byte[] json = value.get().getBytes(StandardCharsets.UTF_8);
        call.context().monitor().note(json.length, 1);
        return call.give(json);
    }

    private static ConfigKey key(HostCall call) {
        byte[] key = call.bytes(0, MAX_KEY_BYTES);
        call.context().monitor().note(key);
        try {
            return new ConfigKey(HostCall.utf8(key));
        } catch (IllegalArgumentException wrong) {
            throw new HostCall.InvalidArgument(String.valueOf(wrong.getMessage()));
        }
    }
}
