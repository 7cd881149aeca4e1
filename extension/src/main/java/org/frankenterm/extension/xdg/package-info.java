/// Where a user's files of each kind are.
@org.jspecify.annotations.NullMarked
package org.frankenterm.extension.xdg;
