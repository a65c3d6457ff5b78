package org.kimlotse.assessment;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kimlotse.assessment.facts.ResidenceStatus;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.Municipality;
import org.kimlotse.shared.Rechtskreis;

/** The facts of a person's status that the assessment asks for; the keys are those of the form and of the case file. */
public enum StatusFact {
    RESIDENCE_STATUS("residenceStatus", "Aufenthaltsstatus", Kind.CHOICE, true),
    PROTECTION_KIND("protectionKind", "Art des Schutzes", Kind.CHOICE, false),
    DECISION_SERVED_ON("decisionServedOn", "Bescheid zugestellt am", Kind.DAY, false),
    APPEAL_FILED("appealFiled", "Klage erhoben", Kind.YES_NO, false),
    DECISION_FINAL_ON("decisionFinalOn", "Bescheid unanfechtbar seit", Kind.DAY, false),
    TITLE_KIND("titleKind", "Aufenthaltstitel", Kind.CHOICE, true),
    TITLE_ISSUED_ON("titleIssuedOn", "Titel ausgestellt am", Kind.DAY, false),
    TITLE_MONTHS("titleMonths", "Gültigkeit des Titels in Monaten", Kind.NUMBER, false),
    IN_GERMANY_SINCE("inGermanySince", "In Deutschland seit", Kind.DAY, false),
    ASSIGNMENT_MUNICIPALITY("assignmentMunicipality", "Wohnsitzverpflichtung", Kind.CHOICE, true),
    BENEFIT_NOW("benefitNow", "Leistung jetzt", Kind.CHOICE, true),
    EMPLOYABLE("employable", "Erwerbsfähig", Kind.YES_NO, true),
    NEEDS_SUPPORT("needsSupport", "Hilfebedürftig", Kind.YES_NO, true),
    CHILDREN_IN_HOUSEHOLD("childrenInHousehold", "Kinder unter 18 im Haushalt", Kind.NUMBER, true),
    SHARED_ACCOMMODATION("sharedAccommodation", "Wohnt in einer Unterkunft der Gemeinde", Kind.YES_NO, true),
    STATUS_SINCE("statusSince", "Geduldet seit", Kind.DAY, false),
    SUSPENSION_DECIDED_ON("suspensionDecidedOn", "Erste Duldung am", Kind.DAY, false),
    CERTIFICATE_ON("fiktionsbescheinigungOn", "Fiktionsbescheinigung ausgestellt am", Kind.DAY, false),
    IDENTITY_REGISTERED_ON("identityRegisteredOn", "Erkennungsdienstlich behandelt am", Kind.DAY, false),
    UNACCOMPANIED_FOUND_ON("unaccompaniedFoundOn", "Unbegleitete Einreise festgestellt am", Kind.DAY, false),
    REGISTERED_ADDRESS_ON("registeredAddressOn", "In Deutschland gemeldet seit", Kind.DAY, false),
    OTHER_RIGHT("otherRight", "Anderes Aufenthaltsrecht als Arbeit oder Arbeitsuche", Kind.YES_NO, true),
    WORKS_SINCE("worksSince", "Arbeitet seit", Kind.DAY, false),
    WORK_INSURED("workInsured", "Arbeit ist sozialversicherungspflichtig", Kind.YES_NO, false),
    WORK_HOURS("workHours", "Arbeitsstunden in der Woche", Kind.NUMBER, true),
    WORK_ENDED_ON("workEndedOn", "Arbeit endet oder endete am", Kind.DAY, false),
    WORK_END_CONFIRMED("workEndConfirmed", "Unfreiwilliges Ende der Arbeit bestätigt", Kind.YES_NO, false),
    STUDIES_FROM("studiesFrom", "Studium oder Ausbildung ab", Kind.DAY, false);

    /** How the value is stored: a code, {@code true}/{@code false}, an ISO date, or a whole number. */
    public enum Kind {
        CHOICE,
        YES_NO,
        DAY,
        NUMBER
    }

    public enum ProtectionKind {
        ASYLUM("Asylberechtigung"),
        REFUGEE("Flüchtlingseigenschaft");

        private final String label;

        ProtectionKind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    public enum TitleKind {
        NONE("noch kein Titel"),
        P25_1("§ 25 Abs. 1 AufenthG"),
        P25_2_REFUGEE("§ 25 Abs. 2, 1. Alternative AufenthG (Flüchtling)"),
        P25_2_SUBSIDIARY("§ 25 Abs. 2, 2. Alternative AufenthG (subsidiär)"),
        P25_3("§ 25 Abs. 3 AufenthG"),
        FIKTION("Fiktionsbescheinigung"),
        OTHER("anderer Titel");

        private final String label;

        TitleKind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** What rests on a decision about the application for asylum. */
    private static final Set<ResidenceStatus> BY_DECISION =
            EnumSet.of(ResidenceStatus.RECOGNISED, ResidenceStatus.SUBSIDIARY, ResidenceStatus.DEPORTATION_BAN);

    /** Titles that are their own status: there is no separate question which title it is. */
    private static final Set<ResidenceStatus> TITLES = EnumSet.of(
            ResidenceStatus.TITLE_23_1_WAR,
            ResidenceStatus.TITLE_24,
            ResidenceStatus.TITLE_25_4_1,
            ResidenceStatus.TITLE_25_5,
            ResidenceStatus.TITLE_25A,
            ResidenceStatus.TITLE_25B,
            ResidenceStatus.TITLE_104C,
            ResidenceStatus.FAMILY_TITLE,
            ResidenceStatus.WORK_TITLE,
            ResidenceStatus.RESETTLEMENT_TITLE,
            ResidenceStatus.ADMISSION_TITLE,
            ResidenceStatus.HARDSHIP_TITLE,
            ResidenceStatus.VICTIM_TITLE,
            ResidenceStatus.SETTLEMENT,
            ResidenceStatus.OTHER_TITLE,
            ResidenceStatus.JOB_SEARCH);

    private static final Set<ResidenceStatus> TOLERATED = EnumSet.of(
            ResidenceStatus.DULDUNG,
            ResidenceStatus.DULDUNG_60A_2_3,
            ResidenceStatus.DULDUNG_60B,
            ResidenceStatus.DULDUNG_60C,
            ResidenceStatus.DULDUNG_60D);

    /** The title is the status itself; nothing but its issue is asked. */
    static boolean isTitle(ResidenceStatus status) {
        return TITLES.contains(status);
    }

    /** Where no municipality is assigned. */
    static final String NO_MUNICIPALITY = "NONE";

    private final String key;
    private final String label;
    private final Kind kind;
    private final boolean changesOverTime;

    StatusFact(String key, String label, Kind kind, boolean changesOverTime) {
        this.key = key;
        this.label = label;
        this.kind = kind;
        this.changesOverTime = changesOverTime;
    }

    public String key() {
        return key;
    }

    /** What a reader sees, in German. */
    public String label() {
        return label;
    }

    public Kind kind() {
        return kind;
    }

    /**
     * True for what is one thing today and another tomorrow. False for what happened once: if it is answered otherwise, either the
     * old value was wrong or it happened again, and only a person knows which.
     */
    public boolean changesOverTime() {
        return changesOverTime;
    }

    public static Optional<StatusFact> ofKey(String key) {
        return Arrays.stream(values()).filter(f -> f.key.equals(key)).findFirst();
    }

    /**
     * Whether the fact means something beside the others: only a decision can be served, only a title be issued.
     *
     * @param values stored values by key; empty or absent: not known
     */
    public boolean applies(Map<String, String> values) {
        Optional<ResidenceStatus> status = Optional.ofNullable(values.get(RESIDENCE_STATUS.key))
                .filter(code -> !code.isEmpty())
                .map(ResidenceStatus::valueOf);
        boolean byDecision = status.filter(BY_DECISION::contains).isPresent();
        return switch (this) {
            case PROTECTION_KIND ->
                status.filter(ResidenceStatus.RECOGNISED::equals).isPresent();
            case DECISION_SERVED_ON, APPEAL_FILED, TITLE_KIND -> byDecision;
            case DECISION_FINAL_ON -> byDecision && !"false".equals(values.get(APPEAL_FILED.key));
            case TITLE_ISSUED_ON, TITLE_MONTHS ->
                status.filter(TITLES::contains).isPresent()
                        || byDecision && !TitleKind.NONE.name().equals(values.get(TITLE_KIND.key));
            case STATUS_SINCE -> status.filter(TOLERATED::contains).isPresent();
            case SUSPENSION_DECIDED_ON ->
                status.filter(ResidenceStatus.TITLE_25_5::equals).isPresent();
            case CERTIFICATE_ON ->
                status.filter(ResidenceStatus.TITLE_24::equals).isPresent();
            case IDENTITY_REGISTERED_ON ->
                status.filter(ResidenceStatus.TITLE_24::equals).isPresent() && given(CERTIFICATE_ON, values);
            case REGISTERED_ADDRESS_ON ->
                status.filter(s -> s == ResidenceStatus.EU_CITIZEN || s == ResidenceStatus.JOB_SEARCH)
                        .isPresent();
            case OTHER_RIGHT ->
                status.filter(ResidenceStatus.EU_CITIZEN::equals).isPresent();
            case WORK_INSURED, WORK_HOURS, WORK_ENDED_ON -> given(WORKS_SINCE, values);
            case WORK_END_CONFIRMED ->
                status.filter(ResidenceStatus.EU_CITIZEN::equals).isPresent()
                        && given(WORKS_SINCE, values)
                        && given(WORK_ENDED_ON, values);
            default -> true;
        };
    }

    private static boolean given(StatusFact fact, Map<String, String> values) {
        return !values.getOrDefault(fact.key, "").isEmpty();
    }

    /** A day that may lie ahead: it is planned, and the law depends on it before it comes. */
    boolean mayLieAhead() {
        return this == WORKS_SINCE || this == WORK_ENDED_ON || this == STUDIES_FROM;
    }

    /** The codes a choice may have, in the order of the form; empty for everything else. */
    public Set<String> codes() {
        Stream<String> codes =
                switch (this) {
                    case RESIDENCE_STATUS -> names(ResidenceStatus.values());
                    case PROTECTION_KIND -> names(ProtectionKind.values());
                    case TITLE_KIND -> names(TitleKind.values());
                    case ASSIGNMENT_MUNICIPALITY ->
                        Stream.concat(names(Municipality.values()), Stream.of(NO_MUNICIPALITY));
                    case BENEFIT_NOW ->
                        names(new Rechtskreis[] {
                            Rechtskreis.ASYLBLG,
                            Rechtskreis.SGB_II,
                            Rechtskreis.SGB_III,
                            Rechtskreis.SGB_XII_3,
                            Rechtskreis.SGB_XII_4,
                            Rechtskreis.NONE
                        });
                    default -> Stream.empty();
                };
        return codes.collect(Collectors.toCollection(java.util.LinkedHashSet::new));
    }

    /** A stored value in German words. */
    public String shown(String value) {
        return switch (kind) {
            case YES_NO -> Boolean.parseBoolean(value) ? "ja" : "nein";
            case DAY -> BusinessCalendar.german(java.time.LocalDate.parse(value));
            case NUMBER -> value;
            case CHOICE -> choice(value);
        };
    }

    private String choice(String value) {
        return switch (this) {
            case RESIDENCE_STATUS -> ResidenceStatus.valueOf(value).label();
            case PROTECTION_KIND -> ProtectionKind.valueOf(value).label();
            case TITLE_KIND -> TitleKind.valueOf(value).label();
            case ASSIGNMENT_MUNICIPALITY ->
                value.equals(NO_MUNICIPALITY)
                        ? "keine"
                        : Municipality.valueOf(value).label();
            case BENEFIT_NOW -> Rechtskreis.valueOf(value).label();
            default -> value;
        };
    }

    private static Stream<String> names(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Enum::name);
    }
}
