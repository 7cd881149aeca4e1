/// Timers: when what is due. Pure data; the clock is passed in. Uses nothing of ours.
package org.frankenterm.extension.timer;
