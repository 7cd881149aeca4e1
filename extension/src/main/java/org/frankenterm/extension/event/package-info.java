/// Events: every one there is, what of it an extension may see, and which hooks hear it.
///
/// Pure values and functions; nothing here runs a guest. Uses `permission`, `json`, `text` and
/// `api`; used by `manifest` and everything to its right.
package org.frankenterm.extension.event;
