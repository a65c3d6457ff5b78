package org.kimlotse.architecture.offenders.referral;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;

/** Deliberate offender: reads the time past the clock, in five ways; the sixth is right. */
class AsksTheMachineForTheTime {

    Object[] now(Clock clock) {
        return new Object[] {
            Instant.now(),
            LocalDate.now(ZoneOffset.UTC),
            System.currentTimeMillis(),
            new Date(),
            Clock.systemDefaultZone(),
            Instant.now(clock)
        };
    }
}
