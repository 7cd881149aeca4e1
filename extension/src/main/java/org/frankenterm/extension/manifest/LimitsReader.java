package org.frankenterm.extension.manifest;

import java.time.Duration;
import java.util.List;
import org.frankenterm.extension.api.ResourceLimits;

/// Reader of `[limits]`. What is over the host's maximum is cut to it, with a warning.
final class LimitsReader {
    private static final String MEMORY = "max_memory_bytes";
    private static final String FUEL = "fuel_per_call";
    private static final String TIME = "max_wall_time_secs";
    private static final String STORAGE = "max_storage_bytes";

    private LimitsReader() {}

    static ResourceLimits read(Section root, ResourceLimits maxima) {
        ResourceLimits standard = ResourceLimits.DEFAULT.clampedTo(maxima);
        Section section = root.table("limits");
        if (section == null) {
            return standard;
        }
        section.warnUnknown(List.of(MEMORY, FUEL, TIME, STORAGE));
        long maxSeconds = Math.max(1, maxima.maxWallTime().toSeconds());
        return new ResourceLimits(
                        limit(section, MEMORY, standard.maxMemoryBytes(), maxima.maxMemoryBytes()),
                        limit(section, FUEL, standard.fuelPerCall(), maxima.fuelPerCall()),
                        Duration.ofSeconds(
                                limit(
                                        section,
                                        TIME,
                                        standard.maxWallTime().toSeconds(),
                                        maxSeconds)),
                        limit(
                                section,
                                STORAGE,
                                standard.maxStorageBytes(),
                                maxima.maxStorageBytes()))
                .clampedTo(maxima);
    }

    private static long limit(Section section, String key, long standard, long maximum) {
        Long asked = section.integer(key);
        if (asked == null) {
            return Math.max(1, standard);
        }
        if (asked <= 0) {
            section.error(key, "must be greater than zero, not " + asked);
            return Math.max(1, standard);
        }
        if (asked > maximum) {
            section.warning(key, "is cut from " + asked + " to the host's maximum, " + maximum);
        }
        return Math.min(asked, maximum);
    }
}
