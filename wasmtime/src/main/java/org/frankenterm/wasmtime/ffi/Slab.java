package org.frankenterm.wasmtime.ffi;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// Java objects by number: what C holds instead of a reference. Numbers start at 1, so that none is
/// NULL. Adding and removing lock; looking up doesn't.
final class Slab<T> {
    private final Deque<Integer> free = new ArrayDeque<>();
    private volatile @Nullable Object[] items = new @Nullable Object[64];
    private int used = 1;

    synchronized long add(T item) {
        Integer reused = free.poll();
        int index = reused != null ? reused : used++;
        @Nullable Object[] next =
                Arrays.copyOf(items, index < items.length ? items.length : 2 * items.length);
        next[index] = item;
        items = next;
        return index;
    }

    /// @throws IllegalStateException if nothing is kept under the number: a use after removal
    T at(long number) {
        @Nullable Object[] now = items;
        Object item = number > 0 && number < now.length ? now[(int) number] : null;
        if (item == null) {
            throw new IllegalStateException("nothing is registered under " + number);
        }
        @SuppressWarnings("unchecked") // only add() puts items in
        T found = (T) item;
        return found;
    }

    /// @throws IllegalStateException if nothing is kept under the number: freeing it twice would
    ///   give it to two
    synchronized void remove(long number) {
        at(number);
        @Nullable Object[] next = items.clone();
        next[(int) number] = null;
        items = next;
        free.push((int) number);
    }

    synchronized int size() {
        return used - 1 - free.size();
    }
}
