package org.kimlotse.transition.facts;

import java.time.LocalDate;

/** An application for the new benefit is in. */
public record AppliedAlready(LocalDate on) {}
