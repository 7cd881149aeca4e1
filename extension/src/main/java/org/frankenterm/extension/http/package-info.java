/// HTTP for extensions: one request at a time, each place and each address checked before anything
/// is sent there, within bounds of time and size. The front is
/// [org.frankenterm.extension.http.UserAgent]. Apache's client is behind [Exchange] alone, and is
/// loaded with the first request.
package org.frankenterm.extension.http;
