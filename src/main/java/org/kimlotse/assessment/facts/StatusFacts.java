package org.kimlotse.assessment.facts;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.Municipality;
import org.kimlotse.shared.Rechtskreis;

/**
 * What is known of one person's status. Null means: not known. A date after the day the question is about means: has not
 * happened yet. All dates are local dates in Europe/Berlin.
 *
 * @param residenceStatus what the residence rests on
 * @param decisionServedOn the day the decision of the BAMF was served, never the date on the letter
 * @param decisionFinalOn the day the decision became final (unanfechtbar), only needed if the rules ask for it
 * @param titleIssuedOn the day the residence title that follows from the decision was issued
 * @param titleMonths total validity of that title in full months
 * @param inGermanySince first day of the uninterrupted stay
 * @param birthDate birth date
 * @param birthDateUncertain true if day and month are not certain (documents often say 1 January)
 * @param employable can work at least three hours a day (§ 8 SGB II)
 * @param needsSupport income and assets do not cover the need (§ 9 SGB II)
 * @param appealFiled an appeal against the decision has been filed
 * @param benefitNow the benefit law paid under now, or null if not known
 * @param municipality where the person has to live or lives
 */
public record StatusFacts(
        @Nullable ResidenceStatus residenceStatus,
        @Nullable LocalDate decisionServedOn,
        @Nullable LocalDate decisionFinalOn,
        @Nullable LocalDate titleIssuedOn,
        @Nullable Integer titleMonths,
        @Nullable LocalDate inGermanySince,
        @Nullable LocalDate birthDate,
        boolean birthDateUncertain,
        @Nullable Boolean employable,
        @Nullable Boolean needsSupport,
        @Nullable Boolean appealFiled,
        @Nullable Rechtskreis benefitNow,
        @Nullable Municipality municipality) {

    /** Asylum, refugee status or subsidiary protection. */
    public boolean internationallyProtected() {
        return residenceStatus == ResidenceStatus.RECOGNISED || residenceStatus == ResidenceStatus.SUBSIDIARY;
    }

    /** As {@link #internationallyProtected}, or a ban on deportation. */
    public boolean protectionGranted() {
        return internationallyProtected() || residenceStatus == ResidenceStatus.DEPORTATION_BAN;
    }

    /** The decision has been served by that day. */
    public boolean served(LocalDate today) {
        return decisionServedOn != null && !decisionServedOn.isAfter(today);
    }

    /** The title has been issued by that day. */
    public boolean titled(LocalDate today) {
        return titleIssuedOn != null && !titleIssuedOn.isAfter(today);
    }

    /** The day by which to apply for the title, or null if it is issued or the service is not known. */
    public @Nullable LocalDate titleApplication(LocalDate today, int days) {
        return decisionServedOn == null || titled(today) ? null : decisionServedOn.plusDays(days);
    }

    public static Builder with(@Nullable ResidenceStatus status) {
        return new Builder(status);
    }

    /** Fills the facts one by one; what is left out is not known. */
    public static final class Builder {

        private final @Nullable ResidenceStatus residenceStatus;
        private @Nullable LocalDate decisionServedOn;
        private @Nullable LocalDate decisionFinalOn;
        private @Nullable LocalDate titleIssuedOn;
        private @Nullable Integer titleMonths;
        private @Nullable LocalDate inGermanySince;
        private @Nullable LocalDate birthDate;
        private boolean birthDateUncertain;
        private @Nullable Boolean employable;
        private @Nullable Boolean needsSupport;
        private @Nullable Boolean appealFiled;
        private @Nullable Rechtskreis benefitNow;
        private @Nullable Municipality municipality;

        private Builder(@Nullable ResidenceStatus residenceStatus) {
            this.residenceStatus = residenceStatus;
        }

        public Builder decisionServedOn(@Nullable LocalDate day) {
            decisionServedOn = day;
            return this;
        }

        public Builder decisionFinalOn(@Nullable LocalDate day) {
            decisionFinalOn = day;
            return this;
        }

        public Builder title(@Nullable LocalDate issuedOn, @Nullable Integer months) {
            titleIssuedOn = issuedOn;
            titleMonths = months;
            return this;
        }

        public Builder inGermanySince(@Nullable LocalDate day) {
            inGermanySince = day;
            return this;
        }

        public Builder birthDate(@Nullable LocalDate day, boolean uncertain) {
            birthDate = day;
            birthDateUncertain = uncertain;
            return this;
        }

        public Builder employable(@Nullable Boolean answer) {
            employable = answer;
            return this;
        }

        public Builder needsSupport(@Nullable Boolean answer) {
            needsSupport = answer;
            return this;
        }

        public Builder appealFiled(@Nullable Boolean answer) {
            appealFiled = answer;
            return this;
        }

        public Builder benefitNow(@Nullable Rechtskreis rechtskreis) {
            benefitNow = rechtskreis;
            return this;
        }

        public Builder municipality(@Nullable Municipality place) {
            municipality = place;
            return this;
        }

        public StatusFacts build() {
            return new StatusFacts(
                    residenceStatus,
                    decisionServedOn,
                    decisionFinalOn,
                    titleIssuedOn,
                    titleMonths,
                    inGermanySince,
                    birthDate,
                    birthDateUncertain,
                    employable,
                    needsSupport,
                    appealFiled,
                    benefitNow,
                    municipality);
        }
    }
}
