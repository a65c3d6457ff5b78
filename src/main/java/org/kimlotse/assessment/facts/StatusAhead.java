package org.kimlotse.assessment.facts;

import java.time.LocalDate;

/** A status that is known to come. Whether it comes is not sure; the law is asked again when it has. */
public record StatusAhead(ResidenceStatus status, LocalDate begins) {}
