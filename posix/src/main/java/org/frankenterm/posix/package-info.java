/// Linux in Java, as far as a sandbox's files need it: an [org.frankenterm.posix.Fd] is what is
/// open, a [org.frankenterm.posix.Resolver] opens names beneath a folder and never leaves it,
/// [org.frankenterm.posix.FileContent], [org.frankenterm.posix.Names] and
/// [org.frankenterm.posix.Entries] are what can be done with what is open.
///
/// An error is a value. Where a method gives a number, `>= 0` is success and a negative one is the
/// negated error number, as the kernel itself gives it ([org.frankenterm.posix.ErrorNumber#of]);
/// where it gives more, the answer is a [org.frankenterm.posix.Result]. Only a caller's mistake
/// throws. What is interrupted by a signal (`EINTR`) is done again, here and not by the caller.
///
/// Linux on x86-64 and aarch64; elsewhere, and where native access isn't granted to this module,
/// every call is an [UnsupportedOperationException].
package org.frankenterm.posix;
