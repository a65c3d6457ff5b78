/** The first contact's share of the forms and the steps its process calls. */
@org.jspecify.annotations.NullMarked
package org.kimlotse.intake.process;
