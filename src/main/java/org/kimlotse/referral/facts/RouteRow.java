package org.kimlotse.referral.facts;

import java.time.LocalDate;
import org.kimlotse.shared.BusinessCalendar;

/**
 * A way that leads from a need to help, as its row of the table says.
 *
 * @param referral name of {@code goals.AgreedReferral}, or KEINE where Lotse guides no such way yet
 * @param receiver by the name of {@code directory.OfficeKind}
 * @param order the lower, the sooner
 * @param arbeitstage by when it should have begun
 */
public record RouteRow(
        String referral, String title, String receiver, int order, int arbeitstage, String reason, String law) {

    /** Tells of somebody's health. */
    public boolean confidential() {
        return referral.equals("HEALTH");
    }

    public boolean guided() {
        return !referral.equals("KEINE");
    }

    public LocalDate due(LocalDate day) {
        return BusinessCalendar.plusArbeitstage(day, arbeitstage);
    }

    public static Cells to(String referral) {
        return new Cells(referral.strip());
    }

    /** The columns of the table. */
    public static final class Cells {

        private final String referral;
        private String title = "";
        private String receiver = "";
        private int order;
        private int arbeitstage;
        private String reason = "";
        private String law = "";

        private Cells(String referral) {
            this.referral = referral;
        }

        public Cells title(String text) {
            title = text;
            return this;
        }

        public Cells receiver(String kind) {
            receiver = kind.strip();
            return this;
        }

        public Cells order(String number) {
            order = Integer.parseInt(number.strip());
            return this;
        }

        public Cells within(String number) {
            arbeitstage = Integer.parseInt(number.strip());
            return this;
        }

        public Cells reason(String text) {
            reason = text;
            return this;
        }

        public Cells law(String citation) {
            law = citation;
            return this;
        }

        /** Ends the row: every row has a source. */
        public RouteRow source(String text) {
            if (text.isBlank() || receiver.isEmpty() || order == 0 || title.isBlank()) {
                throw new IllegalArgumentException(
                        referral + ": Bezeichnung, Stelle, Rang und Quelle müssen gefüllt sein");
            }
            return new RouteRow(referral, title, receiver, order, arbeitstage, reason, law);
        }
    }
}
