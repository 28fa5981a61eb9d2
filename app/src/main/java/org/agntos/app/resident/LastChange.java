package org.agntos.app.resident;

/// The newest act of the record that changed files.
///
/// @param entryId of the audit log
public record LastChange(String entryId, String summary) {}
