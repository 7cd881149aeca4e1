package org.frankenterm.cli;

import picocli.CommandLine.Command;

/// What can be done with the compiled modules on disk.
@Command(
        name = "cache",
        description = {
            "Look at the compiled modules that are kept on disk.",
            "They are made by loading, and can be deleted at any time.",
            ""
        },
        synopsisSubcommandLabel = "COMMAND")
final class CacheCommand {}
