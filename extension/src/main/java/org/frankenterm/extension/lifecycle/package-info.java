/// From a path to something that can run: read, check, compile, load.
package org.frankenterm.extension.lifecycle;
