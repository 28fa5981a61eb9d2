/// `models.toml`: which models there are and which does what. Start with [ModelsFile].
@NullMarked
package org.agntos.core.model.settings;

import org.jspecify.annotations.NullMarked;
