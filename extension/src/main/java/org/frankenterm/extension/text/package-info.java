/// Text that came from a guest, a manifest, an archive or a path, made safe to show; and the forms
/// that numbers and suggestions take in messages to people.
package org.frankenterm.extension.text;
