/** What modules may ask of the engine, and what becomes of what it drops. */
@org.jspecify.annotations.NullMarked
package org.kimlotse.engine.work;
