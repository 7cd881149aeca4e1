/// Events: which hooks hear which, in which order, and how several become one. Uses `api`, `json`
/// and `text`.
package org.frankenterm.extension.event;
