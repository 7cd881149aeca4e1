/// One extension's boundary: its thread and mailbox, its guest with store and limits, and the one
/// checkpoint that every host call passes. Uses `permission`, `audit`, `log` and the modules below;
/// knows no host function.
package org.frankenterm.extension.sandbox;
