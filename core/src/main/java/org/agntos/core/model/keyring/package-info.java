/// The desktop's keyring, by the Secret Service interface on the session bus; the only package of the core that knows a
/// bus, and nothing of it is loaded until a profile names a key there. Start with [SecretServiceKeyRing].
@NullMarked
package org.agntos.core.model.keyring;

import org.jspecify.annotations.NullMarked;
