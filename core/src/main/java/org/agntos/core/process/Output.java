package org.agntos.core.process;

/// What a program wrote to one of its outputs.
///
/// @param text the first bytes as UTF-8, as many as were kept; bytes that are no UTF-8 become U+FFFD
/// @param isCut true if there was more
public record Output(String text, boolean isCut) {}
