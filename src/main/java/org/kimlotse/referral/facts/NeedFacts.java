package org.kimlotse.referral.facts;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.Confidential;
import org.kimlotse.shared.OfDay;
import org.kimlotse.shared.Rechtskreis;

/**
 * What a person needs, as it was clarified in the first talk, and who pays for the livelihood. Days are local dates.
 *
 * @param day the day asked about
 * @param needs by the names of {@code intake.NeedArea}
 * @param benefit the law that is expected to pay, or null if not known
 * @param lawChanges one benefit law ends and another begins
 * @param overAgeLimit the age limit of § 7a SGB II is reached
 */
public record NeedFacts(
        LocalDate day,
        @Confidential Set<String> needs,
        @Nullable Rechtskreis benefit,
        boolean lawChanges,
        boolean overAgeLimit)
        implements OfDay {

    @Override
    public LocalDate concernedDay() {
        return day;
    }

    public NeedFacts {
        needs = needs == null ? Set.of() : Collections.unmodifiableSet(new TreeSet<>(needs));
    }

    /** One of those named, separated by blanks, is needed. */
    public boolean needed(String names) {
        return Set.of(names.strip().split("\\s+")).stream().anyMatch(needs::contains);
    }

    /** The law that pays is one of those named, separated by blanks. */
    public boolean benefitIn(String names) {
        return benefit != null && Set.of(names.strip().split("\\s+")).contains(benefit.name());
    }
}
