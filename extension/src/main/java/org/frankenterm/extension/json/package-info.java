/// JSON (RFC 8259) read within limits into a small tree, and written as printable ASCII.
package org.frankenterm.extension.json;
