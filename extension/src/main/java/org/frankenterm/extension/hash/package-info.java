/// SHA-256 and what is made of it, for everything that is known by its content or authenticated.
@org.jspecify.annotations.NullMarked
package org.frankenterm.extension.hash;
