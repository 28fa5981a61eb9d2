/// Search over many names in memory: a dictionary of words, where each word stands, and what makes one hit better than
/// another. Start with [org.agntos.core.grounding.search.IndexedSearch]. What is built is immutable; a search may be
/// asked from any thread.
@NullMarked
package org.agntos.core.grounding.search;

import org.jspecify.annotations.NullMarked;
