/// What guests asked of the host, kept as raw numbers and bytes in rings and decoded when somebody
/// reads. Uses `api`, `text`, `json` and `hash`; nothing of how calls are made.
package org.frankenterm.extension.audit;
