/** Reads the three model folders, checks them, and has what is right serve. */
@org.jspecify.annotations.NullMarked
package org.kimlotse.engine.models;
