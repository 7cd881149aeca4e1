package org.frankenterm.cli;

/// A package that uses another.
record Arrow(String from, String to) {
    @Override
    public String toString() {
        return from + " -> " + to;
    }
}
