package org.frankenterm.cli;

import picocli.CommandLine.Command;

/// What can be done with what extensions have stored.
@Command(
        name = "storage",
        description = {"Export or clear what an installed extension has stored.", ""},
        synopsisSubcommandLabel = "COMMAND")
final class StorageCommand {}
