/// The log: which records are wanted (env_logger's grammar) and how one becomes a line.
package org.frankenterm.extension.log;
