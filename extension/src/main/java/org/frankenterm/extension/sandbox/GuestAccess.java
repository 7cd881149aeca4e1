package org.frankenterm.extension.sandbox;

import org.frankenterm.extension.files.FileGrants;
import org.frankenterm.extension.permission.AccessPolicy;

/// What an instance may do, for its whole life: other grants need another instance.
///
/// @param policy decides what is asked
/// @param files what of the file system is handed out ahead of any question
public record GuestAccess(AccessPolicy policy, FileGrants files) {}
