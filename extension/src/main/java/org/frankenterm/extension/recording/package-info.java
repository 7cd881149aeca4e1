/// Recordings of what extensions did: the form on disk, its writing and its reading. Knows nothing
/// of guests and memory; `sandbox` records and replays.
package org.frankenterm.extension.recording;
