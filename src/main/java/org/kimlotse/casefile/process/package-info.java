/** The case file's share of the forms. */
@org.jspecify.annotations.NullMarked
package org.kimlotse.casefile.process;
