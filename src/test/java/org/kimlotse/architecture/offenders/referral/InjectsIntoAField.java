package org.kimlotse.architecture.offenders.referral;

import java.time.Clock;
import org.springframework.beans.factory.annotation.Autowired;

/** Deliberate offender: hides what it needs. */
class InjectsIntoAField {

    @Autowired
    Clock clock;
}
