/// One extension's boundary: its thread and mailbox, its guest with store and limits, and the one
/// checkpoint that every host call passes, and the gate that every event does. Uses `permission`,
/// `event`, `audit`, `log` and the modules below; knows no host function.
package org.frankenterm.extension.sandbox;
