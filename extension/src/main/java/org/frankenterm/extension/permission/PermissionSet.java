package org.frankenterm.extension.permission;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.function.Predicate;

/// What is requested by a manifest, or granted by a user, item by item.
///
/// @param items the items, in the order in which they were written
public record PermissionSet(SequencedSet<Permission> items) {
    /// Nothing at all: what an extension may do that was granted nothing.
    public static final PermissionSet NONE = of(List.of());

    /// Copies the items.
    public PermissionSet {
        items = Collections.unmodifiableSequencedSet(new LinkedHashSet<>(items));
    }

    /// A set of items; equal ones count once.
    public static PermissionSet of(Collection<? extends Permission> items) {
        return new PermissionSet(new LinkedHashSet<>(items));
    }

    /// Whether nothing is in the set.
    public boolean isEmpty() {
        return items.isEmpty();
    }

    /// Whether exactly this item is in the set.
    public boolean contains(Permission item) {
        return items.contains(item);
    }

    /// The items of one kind, in order.
    public <T extends Permission> List<T> all(Class<T> kind) {
        return items.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /// The items under one key, in order.
    public List<Permission> under(PermissionKey key) {
        return items.stream().filter(item -> item.key() == key).toList();
    }

    /// Whether something is in the set under one key.
    public boolean has(PermissionKey key) {
        return items.stream().anyMatch(item -> item.key() == key);
    }

    /// This set and another's items.
    public PermissionSet plus(PermissionSet other) {
        List<Permission> both = new ArrayList<>(items);
        both.addAll(other.items);
        return of(both);
    }

    /// This set without another's items.
    public PermissionSet minus(PermissionSet other) {
        return filter(item -> !other.contains(item));
    }

    /// Whether one of the items allows everything that an item does.
    public boolean covers(Permission item) {
        return items.stream().anyMatch(mine -> mine.covers(item));
    }

    /// What another set doesn't cover: what is new in an upgrade, and must be asked for.
    public PermissionSet notCoveredBy(PermissionSet other) {
        return filter(item -> !other.covers(item));
    }

    private PermissionSet filter(Predicate<Permission> wanted) {
        return of(items.stream().filter(wanted).toList());
    }
}
