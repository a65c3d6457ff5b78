/** Works sample cases at the engine's forms the way a person would. */
@org.jspecify.annotations.NullMarked
package org.kimlotse.sample.process;
