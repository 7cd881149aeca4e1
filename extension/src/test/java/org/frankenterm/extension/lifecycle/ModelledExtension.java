package org.frankenterm.extension.lifecycle;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a name should have become after a number of changes: the few words that
/// [InstallationsFixture#described] and [InstallationsFixture#data] say of it.
final class ModelledExtension {
    private record Version(String version, List<String> granted) {
        @Override
        public String toString() {
            List<String> items = granted.stream().map(name -> "environment=" + name).toList();
            return "%s %s intact".formatted(version, items);
        }
    }

    private @Nullable Version active;
    private @Nullable Version previous;
    private boolean enabled;
    private FailureHistory failures = FailureHistory.NONE;
    private String data = "no data";

    boolean installed() {
        return active != null;
    }

    boolean keepsData() {
        return data.equals("kept data");
    }

    boolean install(String version, List<String> granted, boolean adopt) {
        if (active != null) {
            return false;
        }
        active = new Version(version, granted);
        enabled = true;
        if (adopt && keepsData()) {
            data = "data";
        }
        return true;
    }

    boolean upgrade(String version, List<String> granted) {
        Version before = active;
        if (before == null) {
            return false;
        }
        if (!before.version.equals(version)) {
            previous = before;
        }
        active = new Version(version, granted);
        failures = FailureHistory.NONE;
        return true;
    }

    boolean rollback() {
        Version before = active;
        Version back = previous;
        if (before == null || back == null) {
            return false;
        }
        active = back;
        previous = before;
        failures = FailureHistory.NONE;
        return true;
    }

    boolean grant(List<String> granted) {
        Version before = active;
        if (before == null) {
            return false;
        }
        active = new Version(before.version, granted);
        return true;
    }

    boolean enable(boolean wanted) {
        enabled = wanted;
        return installed();
    }

    boolean fail(Instant when) {
        failures = failures.plus(when, "it trapped");
        return true;
    }

    void store() {
        if (installed() && !keepsData()) {
            data = "data";
        }
    }

    boolean remove(boolean keep) {
        if (active == null) {
            return false;
        }
        active = null;
        previous = null;
        failures = FailureHistory.NONE;
        if (!keepsData()) {
            data = keep && data.equals("data") ? "kept data" : "no data";
        }
        return true;
    }

    String data() {
        return data;
    }

    @Override
    public String toString() {
        if (active == null) {
            return "nothing";
        }
        return "%s%s; %s; before it %s"
                .formatted(
                        enabled ? "" : "disabled ",
                        active,
                        failures.recent().size() + " failures",
                        previous == null ? "none" : previous);
    }
}
