/// What extensions store: one SQLite database each, behind keys and values. The front is
/// [org.frankenterm.extension.storage.Storage].
package org.frankenterm.extension.storage;
