/// The guest ABI, version 1: one record for each host function, which names its type, its
/// permission and its audit summary. `docs/host-abi.md` and `sdk/frankenterm.h` carry the same
/// table; a test compares them.
package org.frankenterm.extension.abi;
