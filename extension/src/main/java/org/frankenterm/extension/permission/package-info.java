/// Who may do what: what a manifest requests, what the user granted, and the one place that
/// decides.
///
/// Nothing here touches a file, a network or a clock. Paths are text: whoever opens them pins and
/// compares what they lead to. Uses `api` and `text`; used by `manifest` and everything to its
/// right.
package org.frankenterm.extension.permission;
