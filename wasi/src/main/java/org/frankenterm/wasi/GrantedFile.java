package org.frankenterm.wasi;

import org.frankenterm.posix.Fd;

/// One file of a folder that shows no others.
///
/// @param name what the guest calls it; a single component
/// @param folder that it is in, which may be another than its guest finds it in; [OpenHow#path()]
///   is enough
/// @param inFolder what it is called there; a single component
/// @param writable whether it may be written and made
public record GrantedFile(String name, Fd folder, String inFolder, boolean writable) {}
