package org.frankenterm.extension.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.frankenterm.extension.permission.AccessPolicy;
import org.frankenterm.extension.permission.AccessRequest.EnvironmentVariable;
import org.frankenterm.extension.permission.Decision;
import org.jspecify.annotations.Nullable;

/// The environment variables of the host as one guest may see them: the same for `ft_get_env` and
/// for WASI. What the policy decided is kept, since no instance outlives a change of its grants.
/// Guest thread only.
public final class GuestEnvironment {
    /// Answers kept; a guest that asks for more different names is asked about each time.
    private static final int KEPT = 256;

    private final AccessPolicy policy;
    private final Map<String, String> host;
    private final Map<String, Answer> answers = new HashMap<>();

    GuestEnvironment(AccessPolicy policy, Map<String, String> host) {
        this.policy = policy;
        this.host =
                host.entrySet().stream()
                        .filter(GuestEnvironment::expressible)
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        Map.Entry::getKey, Map.Entry::getValue));
    }

    /// Whether preview 1, and any operating system, can express a variable. A host could be given
    /// others; nobody sees them, so that both ways show the same.
    private static boolean expressible(Map.Entry<String, String> variable) {
        String name = variable.getKey();
        return !name.isEmpty()
                && name.indexOf('=') < 0
                && name.indexOf(0) < 0
                && variable.getValue().indexOf(0) < 0;
    }

    /// What a guest gets that asks for a variable.
    ///
    /// @param decision whether it may see it
    /// @param value in UTF-8, not to be changed; null if it isn't set, or denied
    @SuppressWarnings("ArrayRecordComponent") // shared on purpose: a value may have a megabyte
    public record Answer(Decision decision, byte @Nullable [] value) {}

    /// Looks a variable up.
    public Answer ask(String name) {
        Answer kept = answers.get(name);
        if (kept != null) {
            return kept;
        }
        Answer answer = decide(name);
        if (answers.size() < KEPT) {
            answers.put(name, answer);
        }
        return answer;
    }

    private Answer decide(String name) {
        Decision decision = policy.decide(new EnvironmentVariable(name));
        String value = host.get(name);
        return switch (decision) {
            case Decision.Denied _ -> new Answer(decision, null);
            case Decision.Allowed _ ->
                    new Answer(
                            decision,
                            value == null ? null : value.getBytes(StandardCharsets.UTF_8));
        };
    }

    /// The variables that may be seen, sorted by name.
    SortedMap<String, String> visible() {
        SortedMap<String, String> visible = new TreeMap<>();
        host.forEach((name, value) -> {
            if (policy.decide(new EnvironmentVariable(name)) instanceof Decision.Allowed) {
                visible.put(name, value);
            }
        });
        return visible;
    }
}
