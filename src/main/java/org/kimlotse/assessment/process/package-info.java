/** The assessment's share of the forms and the steps processes call. */
@org.jspecify.annotations.NullMarked
package org.kimlotse.assessment.process;
