package org.kimlotse.escalation.facts;

/** A hop and an office at which at least one handover was dropped within the window; derived by rules. */
public record HopAtOffice(String hop, String officeCode) {}
