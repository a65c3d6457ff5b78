/** Closes the engine's holes: expressions, variables, models that carry code, authorizations. */
@org.jspecify.annotations.NullMarked
package org.kimlotse.engine.guard;
