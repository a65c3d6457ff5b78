/** The consents' share of the forms. */
@org.jspecify.annotations.NullMarked
package org.kimlotse.consent.process;
