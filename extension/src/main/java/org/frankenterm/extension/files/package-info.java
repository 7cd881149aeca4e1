/// Granted files and folders on their way to the guest: what a path leads to when it is granted,
/// whether that is still there when an instance is made, and how it is shown through WASI.
package org.frankenterm.extension.files;
