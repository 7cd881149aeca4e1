/// Events: which hooks hear which. Uses `api`.
package org.frankenterm.extension.event;
