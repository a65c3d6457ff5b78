package org.kimlotse.assessment.facts;

/**
 * How many months after the suspension of the deportation § 25 Abs. 5 AufenthG leaves AsylbLG: the number in force on the
 * day they are complete; derived by rules.
 */
public record SuspensionLaw(int months) {}
