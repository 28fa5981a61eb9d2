/// The small part of Markdown that answers use: paragraphs, headings, lists, code, bold. Start with [MarkdownView];
/// [Markdown] parses and needs no toolkit.
@NullMarked
package org.agntos.app.markdown;

import org.jspecify.annotations.NullMarked;
