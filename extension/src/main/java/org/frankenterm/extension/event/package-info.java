/// Events: every one there is, what of it an extension may see, which hooks hear it, in which
/// order, and how several become one.
///
/// Nothing here runs a guest. Uses `permission`, `json`, `text` and `api`; used by `manifest` and
/// everything to its right.
package org.frankenterm.extension.event;
