package org.kimlotse.assessment.facts;

import java.time.LocalDate;
import org.kimlotse.shared.Rechtskreis;

/** An application that can carry the claim asked about; one answered already or made while excluded cannot; derived by rules. */
public record LiveApplication(Rechtskreis law, LocalDate madeOn) {}
