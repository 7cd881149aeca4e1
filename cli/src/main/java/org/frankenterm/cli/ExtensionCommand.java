package org.frankenterm.cli;

import picocli.CommandLine.Command;

/// What can be done with extensions; each subcommand does one thing.
@Command(
        name = "extension",
        aliases = "ext",
        description = {"Install, run, examine and pack extensions.", ""},
        synopsisSubcommandLabel = "COMMAND")
final class ExtensionCommand {}
