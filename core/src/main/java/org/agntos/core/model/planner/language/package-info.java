/// Other languages than English: requests in German, Spanish, French, Portuguese, Chinese and Japanese are turned into
/// English ones by rules in resource files, one for each language. Start with [Translator]. Immutable and safe for any
/// thread.
@NullMarked
package org.agntos.core.model.planner.language;

import org.jspecify.annotations.NullMarked;
