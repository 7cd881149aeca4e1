package org.frankenterm.extension.permission;

/// How dangerous it is to grant a path.
public sealed interface PathRisk {
    /// Like any other item.
    record Ordinary() implements PathRisk {}

    /// Never granted by `all` or by a bare key: asked for apart.
    ///
    /// @param words what whoever gets it can do, for a sentence such as "it can run programs as
    ///   you"
    record AskApart(String words) implements PathRisk {}

    /// Never granted.
    ///
    /// @param words what the path is, for a sentence such as "it is part of the operating system"
    record Refused(String words) implements PathRisk {}
}
