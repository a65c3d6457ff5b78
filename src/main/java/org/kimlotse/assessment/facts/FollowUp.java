package org.kimlotse.assessment.facts;

import org.kimlotse.shared.Rechtskreis;

/** The first application that is known is one to go on with what is paid already; derived by rules. */
public record FollowUp(Rechtskreis law) {}
