package org.frankenterm.extension.api;

/// What kind of problem an [ExtensionException] tells of. Names are stable: programs may match on
/// them.
public enum ErrorCode {
    /// There is no such file, folder or extension.
    NOT_FOUND(Category.NOT_FOUND),
    /// A file can't be read or written.
    IO(Category.REFUSED),
    /// `extension.toml` has errors.
    INVALID_MANIFEST(Category.REFUSED),
    /// The file is no package, or not one that there is one reading of only.
    INVALID_PACKAGE(Category.REFUSED),
    /// The file is no recording, or a damaged one.
    INVALID_RECORDING(Category.REFUSED),
    /// The file is not a WebAssembly module that this host runs.
    INVALID_MODULE(Category.REFUSED),
    /// The module imports something that this host doesn't offer.
    UNKNOWN_IMPORT(Category.REFUSED),
    /// A declared handler is missing or is no handler.
    INVALID_HANDLER(Category.REFUSED),
    /// Something of that name is installed, or not what the decision was about.
    ALREADY_INSTALLED(Category.REFUSED),
    /// All is as it was asked to be already.
    NOTHING_TO_DO(Category.NONE),
    /// What is installed is not what was installed.
    CHANGED_FILES(Category.REFUSED),
    /// A grant names something that can't be granted.
    INVALID_GRANT(Category.REFUSED),
    /// An event's name or payload is malformed.
    INVALID_EVENT(Category.USAGE),
    /// A package, or something in it, is larger than allowed.
    PACKAGE_LIMIT(Category.LIMIT),
    /// A module is larger, or costs more to compile, than allowed.
    MODULE_LIMIT(Category.LIMIT),
    /// Wasmtime can't be used here.
    ENGINE_UNAVAILABLE(Category.INTERNAL),
    /// A mistake of this program's.
    INTERNAL(Category.INTERNAL);

    /// Who has to act, and so what a program's exit status is.
    public enum Category {
        /// Nobody.
        NONE,
        /// The caller used it wrongly.
        USAGE,
        /// What was given was refused.
        REFUSED,
        /// What was named isn't there.
        NOT_FOUND,
        /// A limit of packages, modules or quotas.
        LIMIT,
        /// Nobody but us.
        INTERNAL
    }

    private final Category category;

    ErrorCode(Category category) {
        this.category = category;
    }

    /// Who has to act.
    ///
    /// @return the category
    public Category category() {
        return category;
    }
}
