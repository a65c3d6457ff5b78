package org.kimlotse.referral.process;

import static org.kimlotse.engine.FormField.shown;
import static org.kimlotse.engine.FormField.writable;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kimlotse.casefile.CaseAccess;
import org.kimlotse.casefile.Cases;
import org.kimlotse.engine.Answers;
import org.kimlotse.engine.FormContext;
import org.kimlotse.engine.FormField;
import org.kimlotse.engine.FormField.Type;
import org.kimlotse.engine.FormInput;
import org.kimlotse.engine.FormSection;
import org.kimlotse.referral.AbsenceReason;
import org.kimlotse.referral.CourseDoor;
import org.kimlotse.referral.CourseResult;
import org.kimlotse.referral.LanguageCourse;
import org.kimlotse.referral.ReferralId;
import org.kimlotse.referral.facts.CourseStatus;
import org.kimlotse.referral.facts.GermanLevel;
import org.kimlotse.referral.facts.Literacy;
import org.kimlotse.referral.process.ReferralProcess.AbsenceOutcome;
import org.kimlotse.referral.process.ReferralProcess.Attendance;
import org.kimlotse.referral.process.ReferralProcess.CourseStart;
import org.kimlotse.referral.process.ReferralProcess.Placement;
import org.kimlotse.referral.process.ReferralProcess.Registration;
import org.kimlotse.shared.BusinessCalendar;
import org.springframework.stereotype.Component;

/** The fields of the way into a language course. */
@Component
class LanguageCourseFields implements FormSection {

    static final String PROCESS = "referral-language-course";

    private static final String NEEDS = "course-needs";
    private static final String DOOR = "course-door";
    private static final String CERTIFICATE = "course-certificate";
    private static final String PLACEMENT = "course-placement";
    private static final String REGISTRATION = "course-registration";
    private static final String START = "course-start";
    private static final String ATTENDANCE = "course-attendance";
    private static final String RESULT = "course-result";
    private static final String ABSENCE = "course-absence";
    private static final String DROPPED = "course-dropout";

    private static final String ABSENCE_OUTCOME = "absenceOutcome";
    private static final String DROP_OUT = "dropOutConfirmed";

    private static final String REASON = "courseDoorReason";
    private static final String OTHER_OFFICE = "courseOtherProvider";
    private static final String OFFICES = "courseProviderOptions";
    private static final String CERTIFICATE_EXISTS = "certificateExists";
    private static final String CERTIFICATE_KIND = "certificateKind";
    private static final String CERTIFICATE_NONE = "certificateNone";
    private static final String PLACEMENT_STATE = "placementState";

    /** Who takes them does not judge the proposal otherwise: there is something the rules did not know. */
    private static final Set<CourseDoor> FACTS_NOT_VIEWS = EnumSet.of(CourseDoor.ANGABEN_FALSCH, CourseDoor.VORHANDEN);

    private static final Set<String> NOT_KEPT =
            Set.of(REASON, LanguageCourse.DOOR, CERTIFICATE_KIND, CERTIFICATE_NONE, PLACEMENT_STATE, OTHER_OFFICE);

    private static final LocalDate OLDEST_TITLE = LocalDate.of(1990, 1, 1);
    private static final int LONGEST_REASON = 2_000;
    private static final int LONGEST_NAME = 200;

    private static final String LAPSES_ON = "courseLapsesOn";
    private static final String LAPSE_TEXT = "courseLapseText";

    /** Why somebody waits for a course that begins after the right to it is lost. */
    private enum LateReason {
        NOT_AT_FAULT,
        KNOWN
    }

    private enum CourseKind {
        ALLGEMEIN,
        INTENSIV,
        ALPHABETISIERUNG,
        ZWEITSCHRIFT,
        FOERDER,
        ORIENTIERUNG,
        BERUFSSPRACHKURS,
        KOMMUNAL
    }

    /** A step that is done anew starts with an empty answer. */
    private static final List<String> ASKED_ANEW = List.of(
            PLACEMENT_STATE,
            "courseRegistration",
            "courseStart",
            LanguageCourse.LATE_REASON,
            "attendance",
            LanguageCourse.ABSENCE_REASON,
            ABSENCE_OUTCOME,
            DROP_OUT,
            OTHER_OFFICE,
            CERTIFICATE_KIND);

    /** Somebody was reached since, or there is nothing to say: the day from before is not the answer. */
    private static final Set<String> REACHED_ANEW = Set.of(ABSENCE, DROPPED);

    private static final List<FormField> FIELDS = List.of(
            writable(LanguageCourse.STATUS, Type.CHOICE),
            writable(LanguageCourse.TITLE_ON, Type.DATE),
            writable(LanguageCourse.LEVEL, Type.CHOICE),
            writable(LanguageCourse.LITERACY, Type.CHOICE),
            writable(LanguageCourse.FULL_TIME, Type.BOOLEAN),
            writable(LanguageCourse.CHILDCARE, Type.BOOLEAN),
            writable(LanguageCourse.WORKING, Type.BOOLEAN),
            writable(LanguageCourse.IN_SCHOOL, Type.BOOLEAN),
            shown("courseDoorProposal", Type.TEXT),
            shown("courseDoorProposed", Type.CHOICE),
            shown("courseDoorWhy", Type.TEXT),
            shown("courseStatusText", Type.TEXT),
            shown("courseDeadlines", Type.TEXT),
            writable(LanguageCourse.DOOR, Type.CHOICE),
            writable(REASON, Type.TEXT),
            writable(LanguageCourse.CERTIFICATE_ON, Type.DATE),
            writable(LanguageCourse.CERTIFICATE_UNTIL, Type.DATE),
            writable(LanguageCourse.OBLIGED, Type.BOOLEAN),
            shown(CERTIFICATE_EXISTS, Type.BOOLEAN),
            writable(CERTIFICATE_NONE, Type.BOOLEAN),
            writable(CERTIFICATE_KIND, Type.CHOICE),
            writable(PLACEMENT_STATE, Type.CHOICE),
            writable(LanguageCourse.PLACEMENT_ON, Type.DATE),
            writable(LanguageCourse.KIND, Type.CHOICE),
            writable("courseRegistration", Type.CHOICE),
            writable(LanguageCourse.PROVIDER, Type.TEXT),
            writable(LanguageCourse.REGISTERED_ON, Type.DATE),
            writable(LanguageCourse.STARTS_ON, Type.DATE),
            shown(OFFICES, Type.OPTIONS),
            writable(OTHER_OFFICE, Type.CHOICE),
            writable("courseStart", Type.CHOICE),
            shown(LAPSES_ON, Type.DATE),
            shown(LAPSE_TEXT, Type.TEXT),
            writable(LanguageCourse.LATE_REASON, Type.CHOICE),
            writable(LanguageCourse.STARTED_ON, Type.DATE),
            writable("attendance", Type.CHOICE),
            writable(LanguageCourse.ABSENT_DAYS, Type.NUMBER),
            writable(LanguageCourse.COURSE_DAYS, Type.NUMBER),
            writable(LanguageCourse.MISSED_DAYS, Type.NUMBER),
            writable(LanguageCourse.LAST_REACHED_ON, Type.DATE),
            writable(ABSENCE_OUTCOME, Type.CHOICE),
            writable(DROP_OUT, Type.BOOLEAN),
            writable(LanguageCourse.ABSENCE_REASON, Type.CHOICE),
            writable(LanguageCourse.RESULT, Type.CHOICE),
            writable(LanguageCourse.RESULT_ON, Type.DATE));

    private final LanguageCourse course;
    private final Cases cases;
    private final CaseAccess access;
    private final Clock clock;

    LanguageCourseFields(LanguageCourse course, Cases cases, CaseAccess access, Clock clock) {
        this.course = course;
        this.cases = cases;
        this.access = access;
        this.clock = clock;
    }

    @Override
    public Collection<FormField> fields() {
        return FIELDS;
    }

    @Override
    public int order() {
        return 150;
    }

    private Optional<ReferralId> referral(FormContext context) {
        return context.processKey().equals(PROCESS)
                        && context.caseId().filter(access::visible).isPresent()
                ? Optional.of(ReferralId.of(context.businessKey()))
                : Optional.empty();
    }

    // ---- showing --------------------------------------------------------------------------------------------

    @Override
    public Map<String, Object> read(FormContext context, Set<String> wanted) {
        Map<String, Object> values = new LinkedHashMap<>();
        Optional<ReferralId> found = referral(context);
        if (found.isEmpty()) {
            return values;
        }
        ReferralId id = found.get();
        Map<String, String> known = course.known(id);
        KeptFacts.show(FIELDS, known, values);
        ASKED_ANEW.forEach(values::remove);
        if (context.formKey().equals(PLACEMENT)) {
            String proposed = course.proposedKind(id);
            if (proposed != null) {
                values.putIfAbsent(LanguageCourse.KIND, proposed);
            }
        }
        if (context.formKey().equals(REGISTRATION)) {
            course.providerBefore(id).ifPresent(where -> values.putIfAbsent(LanguageCourse.PROVIDER, where));
        }
        if (REACHED_ANEW.contains(context.formKey())) {
            values.remove(LanguageCourse.LAST_REACHED_ON);
        }
        if (context.formKey().equals(ATTENDANCE)) {
            values.remove(LanguageCourse.ABSENT_DAYS);
            values.remove(LanguageCourse.COURSE_DAYS);
            values.remove(LanguageCourse.MISSED_DAYS);
        }
        values.put(CERTIFICATE_EXISTS, course.certificateExists(id));
        if (wanted.contains(OFFICES)) {
            values.put(
                    OFFICES,
                    course.otherProviders(id).stream()
                            .map(office -> Map.<String, Object>of("label", office.label(), "value", office.code()))
                            .toList());
        }
        CourseDoor proposed = course.proposed(id);
        values.put("courseDoorProposed", proposed == null ? "" : proposed.name());
        if (wanted.contains("courseDoorProposal")) {
            values.put("courseDoorProposal", course.proposalText(id));
        }
        if (wanted.contains("courseDoorWhy")) {
            values.put("courseDoorWhy", course.why(id));
        }
        if (wanted.contains("courseStatusText")) {
            values.put("courseStatusText", course.statusText(id));
        }
        if (wanted.contains(LAPSES_ON)) {
            course.deadline(id, LanguageCourse.LAPSES).ifPresent(day -> values.put(LAPSES_ON, day));
            values.put(LAPSE_TEXT, course.lapseText(id));
        }
        if (wanted.contains("courseDeadlines")) {
            values.put("courseDeadlines", course.deadlinesText(id));
        }
        values.keySet().retainAll(wanted);
        return values;
    }

    // ---- checking -------------------------------------------------------------------------------------------

    @Override
    public void check(FormContext context, FormInput input) {
        Optional<ReferralId> found = referral(context);
        if (found.isEmpty()) {
            input.reject("", "Diese Angaben gehören zu einer Vermittlung in einen Sprachkurs.");
            return;
        }
        var file = cases.get(context.requireCase());
        if (!file.open()) {
            input.reject("", Cases.closedMessage(file));
            return;
        }
        ReferralId id = found.get();
        switch (context.formKey()) {
            case NEEDS -> checkNeeds(input);
            case DOOR -> checkDoor(id, input);
            case CERTIFICATE -> checkCertificate(id, input);
            case PLACEMENT -> checkPlacement(id, input);
            case REGISTRATION -> checkRegistration(id, input);
            case START -> checkStart(id, input);
            case ATTENDANCE -> checkAttendance(id, input);
            case ABSENCE -> {
                past(input, LanguageCourse.LAST_REACHED_ON, "Wann haben Sie die Person erreicht?");
                need(input, ABSENCE_OUTCOME, AbsenceOutcome.class, "Was sagt die Person?");
                needReason(input);
            }
            case DROPPED -> {
                Optional<Boolean> dropped = input.bool(DROP_OUT);
                if (dropped.isEmpty()) {
                    input.reject(DROP_OUT, "Ist der Kurs abgebrochen? Bitte antworten Sie mit Ja oder Nein.");
                } else if (dropped.get()) {
                    needReason(input);
                } else {
                    past(input, LanguageCourse.LAST_REACHED_ON, "Wann haben Sie die Person erreicht?");
                }
            }
            case RESULT -> {
                need(input, LanguageCourse.RESULT, CourseResult.class, "Mit welchem Ergebnis endete der Kurs?")
                        .map(CourseResult::level)
                        .filter(level -> level.compareTo(GermanLevel.B1) > 0 && !course.vocational(id))
                        .ifPresent(level -> input.reject(
                                LanguageCourse.RESULT,
                                "Der Sprachtest im Integrationskurs weist höchstens B1 nach (§ 17 IntV). %s gibt es nur im Berufssprachkurs."
                                        .formatted(level.label())));
                notBefore(
                        input,
                        LanguageCourse.RESULT_ON,
                        past(input, LanguageCourse.RESULT_ON, "Wann stand das Ergebnis fest?"),
                        course.known(id).get(LanguageCourse.STARTED_ON),
                        "Das Ergebnis kann nicht vor dem Kursbeginn vom %s feststehen.");
            }
            default -> {}
        }
    }

    private void checkNeeds(FormInput input) {
        need(input, LanguageCourse.STATUS, CourseStatus.class, "Worauf beruht der Aufenthalt?");
        need(input, LanguageCourse.LEVEL, GermanLevel.class, "Wie gut spricht die Person Deutsch?");
        need(input, LanguageCourse.LITERACY, Literacy.class, "In welcher Schrift liest und schreibt die Person?");
        for (String key : List.of(
                LanguageCourse.FULL_TIME, LanguageCourse.CHILDCARE, LanguageCourse.WORKING, LanguageCourse.IN_SCHOOL)) {
            if (input.bool(key).isEmpty()) {
                input.reject(key, "Bitte antworten Sie mit Ja oder Nein.");
            }
        }
        notAhead(input, LanguageCourse.TITLE_ON);
        PlausibleDays.notBefore(input, LanguageCourse.TITLE_ON, OLDEST_TITLE);
    }

    private void checkDoor(ReferralId id, FormInput input) {
        Optional<CourseDoor> door = need(input, LanguageCourse.DOOR, CourseDoor.class, "Bitte wählen Sie den Weg.");
        String reason = input.text(REASON).orElse("");
        input.limit(REASON, LONGEST_REASON);
        if (door.isPresent()
                && !FACTS_NOT_VIEWS.contains(door.get())
                && door.get() != course.proposed(id)
                && reason.isEmpty()) {
            input.reject(REASON, "Bitte schreiben Sie, warum Sie vom Vorschlag abweichen.");
        }
    }

    private void checkCertificate(ReferralId id, FormInput input) {
        if (input.isTrue(CERTIFICATE_NONE)) {
            return;
        }
        if (course.certificateExists(id)) {
            need(input, CERTIFICATE_KIND, CourseDoor.class, "Was für eine Bestätigung ist es?");
        }
        Optional<LocalDate> issued =
                past(input, LanguageCourse.CERTIFICATE_ON, "Wann wurde die Bestätigung ausgestellt?");
        PlausibleDays.check(input, LanguageCourse.CERTIFICATE_UNTIL, BusinessCalendar.today(clock));
        if (input.bool(LanguageCourse.OBLIGED).isEmpty()) {
            input.reject(LanguageCourse.OBLIGED, "Ist die Person zur Teilnahme verpflichtet?");
        }
        Optional<LocalDate> until = input.date(LanguageCourse.CERTIFICATE_UNTIL);
        if (issued.isPresent() && until.isPresent() && until.get().isBefore(issued.get())) {
            input.reject(
                    LanguageCourse.CERTIFICATE_UNTIL,
                    "Die Bestätigung kann nicht vor dem Tag ablaufen, an dem sie ausgestellt wurde.");
        }
    }

    private void checkPlacement(ReferralId id, FormInput input) {
        Optional<Placement> placement =
                need(input, PLACEMENT_STATE, Placement.class, "Hat der Einstufungstest stattgefunden?");
        if (placement.filter(p -> p == Placement.AGAIN).isPresent()) {
            if (input.text(OTHER_OFFICE).isPresent()) {
                checkOtherProvider(id, input, placement);
            }
            return;
        }
        if (placement.filter(p -> p == Placement.TESTED).isPresent()) {
            past(input, LanguageCourse.PLACEMENT_ON, "Wann war der Einstufungstest?");
        }
        need(input, LanguageCourse.KIND, CourseKind.class, "Welche Kursart wurde empfohlen?");
    }

    private void checkRegistration(ReferralId id, FormInput input) {
        Optional<Registration> registration =
                need(input, "courseRegistration", Registration.class, "Was ist aus der Anmeldung geworden?");
        checkOtherProvider(id, input, registration.filter(r -> r == Registration.OTHER_PROVIDER));
        if (registration.filter(r -> r == Registration.REGISTERED).isEmpty()) {
            return;
        }
        input.requireText(LanguageCourse.PROVIDER, "Bei welchem Kursträger?");
        input.limit(LanguageCourse.PROVIDER, LONGEST_NAME);
        Optional<LocalDate> on = past(input, LanguageCourse.REGISTERED_ON, "Wann wurde die Person angemeldet?");
        notBefore(
                input,
                LanguageCourse.REGISTERED_ON,
                on,
                course.known(id).get(LanguageCourse.CERTIFICATE_ON),
                "Die Anmeldung kann nicht vor der Bestätigung vom %s liegen.");
        Optional<LocalDate> starts = input.date(LanguageCourse.STARTS_ON);
        PlausibleDays.check(input, LanguageCourse.STARTS_ON, BusinessCalendar.today(clock));
        if (on.isPresent() && starts.isPresent() && starts.get().isBefore(on.get())) {
            input.reject(LanguageCourse.STARTS_ON, "Der Kurs kann nicht vor der Anmeldung beginnen.");
        }
    }

    private void checkStart(ReferralId id, FormInput input) {
        Optional<CourseStart> start = need(input, "courseStart", CourseStart.class, "Hat der Kurs begonnen?");
        checkOtherProvider(id, input, start.filter(s -> s == CourseStart.OTHER_PROVIDER));
        if (start.filter(s -> s == CourseStart.POSTPONED).isPresent()) {
            checkPostponed(id, input);
        }
        if (start.filter(s -> s == CourseStart.STARTED).isEmpty()) {
            return;
        }
        Optional<LocalDate> on = past(input, LanguageCourse.STARTED_ON, "Wann hat der Kurs begonnen?");
        notBefore(
                input,
                LanguageCourse.STARTED_ON,
                on,
                course.known(id).get(LanguageCourse.REGISTERED_ON),
                "Der Kurs kann nicht vor der Anmeldung vom %s beginnen.");
    }

    private void checkPostponed(ReferralId id, FormInput input) {
        Optional<LocalDate> day = input.date(LanguageCourse.STARTS_ON);
        if (day.isEmpty()) {
            input.reject(LanguageCourse.STARTS_ON, "Wann soll der Kurs jetzt beginnen?");
        } else if (!day.get().isAfter(BusinessCalendar.today(clock))) {
            input.reject(LanguageCourse.STARTS_ON, "Der neue Beginn liegt nicht in der Zukunft.");
        }
        course.deadline(id, LanguageCourse.LAPSES)
                .filter(lapses -> day.filter(lapses::isBefore).isPresent()
                        && input.choice(LanguageCourse.LATE_REASON, LateReason.class)
                                .isEmpty())
                .ifPresent(lapses -> input.reject(
                        LanguageCourse.LATE_REASON,
                        "Der neue Beginn liegt nach dem %s. %s Warum soll die Person trotzdem warten?"
                                .formatted(BusinessCalendar.german(lapses), course.lapseText(id))));
        PlausibleDays.check(input, LanguageCourse.STARTS_ON, BusinessCalendar.today(clock));
    }

    /** The next one is named: consent and package go to it, and to nobody else. */
    private void checkOtherProvider(ReferralId id, FormInput input, Optional<?> answer) {
        if (answer.isPresent()
                && input.text(OTHER_OFFICE)
                        .filter(code -> course.otherProviders(id).stream()
                                .anyMatch(office -> office.code().equals(code)))
                        .isEmpty()) {
            input.reject(OTHER_OFFICE, "Bei welchem Kursträger soll es weitergehen?");
        }
    }

    private static void needReason(FormInput input) {
        need(input, LanguageCourse.ABSENCE_REASON, AbsenceReason.class, "Was war der wichtigste Grund?");
    }

    private void checkAttendance(ReferralId id, FormInput input) {
        Optional<Attendance> attendance = need(input, "attendance", Attendance.class, "Wie läuft es im Kurs?");
        checkOtherProvider(id, input, attendance.filter(a -> a == Attendance.OTHER_PROVIDER));
        if (attendance.filter(a -> a == Attendance.NO_SHOW).isPresent()) {
            past(input, LanguageCourse.LAST_REACHED_ON, "Wann haben Sie die Person zuletzt erreicht?");
        }
        if (attendance.filter(a -> a == Attendance.ATTENDING).isPresent()) {
            if (days(input, LanguageCourse.ABSENT_DAYS).isEmpty()) {
                input.reject(
                        LanguageCourse.ABSENT_DAYS,
                        "Wie viele Tage hat die Person unentschuldigt gefehlt? Bitte eine ganze Zahl, zum Beispiel 0.");
            }
            checkMonth(input);
            past(input, LanguageCourse.LAST_REACHED_ON, "Wann haben Sie die Person zuletzt erreicht?");
        }
        if (attendance.filter(a -> a == Attendance.DROPPED_OUT).isPresent()) {
            needReason(input);
        }
    }

    /** Both or neither: from one alone nothing follows. */
    private static void checkMonth(FormInput input) {
        boolean held = input.number(LanguageCourse.COURSE_DAYS).isPresent();
        boolean missed = input.number(LanguageCourse.MISSED_DAYS).isPresent();
        if (!held && !missed) {
            return;
        }
        Optional<Integer> courseDays = days(input, LanguageCourse.COURSE_DAYS).filter(n -> n <= 31);
        Optional<Integer> missedDays = days(input, LanguageCourse.MISSED_DAYS);
        if (courseDays.isEmpty()) {
            input.reject(LanguageCourse.COURSE_DAYS, "Wie viele Kurstage waren es im letzten Monat? Höchstens 31.");
        }
        if (missedDays.isEmpty()) {
            input.reject(LanguageCourse.MISSED_DAYS, "An wie vielen Kurstagen hat die Person gefehlt?");
        }
        if (courseDays.isPresent() && missedDays.isPresent() && missedDays.get() > courseDays.get()) {
            input.reject(LanguageCourse.MISSED_DAYS, "Es können nicht mehr Fehltage sein als Kurstage.");
        }
    }

    /** A whole number of days that a person may have meant. */
    private static Optional<Integer> days(FormInput input, String key) {
        return input.number(key)
                .filter(n -> n.signum() >= 0
                        && n.stripTrailingZeros().scale() <= 0
                        && n.compareTo(BigDecimal.valueOf(366)) <= 0)
                .map(BigDecimal::intValue);
    }

    private static <E extends Enum<E>> Optional<E> need(FormInput input, String key, Class<E> type, String question) {
        Optional<E> choice = input.choice(key, type);
        if (choice.isEmpty()) {
            input.reject(key, question);
        }
        return choice;
    }

    private Optional<LocalDate> past(FormInput input, String key, String question) {
        Optional<LocalDate> day = input.date(key);
        if (day.isEmpty()) {
            input.reject(key, question);
        }
        notAhead(input, key);
        PlausibleDays.check(input, key, BusinessCalendar.today(clock));
        return day;
    }

    /** @param sentence German, with one place for the earlier day */
    private static void notBefore(
            FormInput input, String key, Optional<LocalDate> day, @Nullable String earliest, String sentence) {
        if (day.isPresent()
                && earliest != null
                && !earliest.isEmpty()
                && day.get().isBefore(LocalDate.parse(earliest))) {
            input.reject(key, sentence.formatted(BusinessCalendar.german(LocalDate.parse(earliest))));
        }
    }

    private void notAhead(FormInput input, String key) {
        input.date(key)
                .filter(d -> d.isAfter(BusinessCalendar.today(clock)))
                .ifPresent(
                        d -> input.reject(key, "Der %s liegt in der Zukunft.".formatted(BusinessCalendar.german(d))));
    }

    // ---- writing --------------------------------------------------------------------------------------------

    @Override
    public Answers write(FormContext context, FormInput input) {
        ReferralId id = referral(context).orElseThrow();
        Map<String, String> kept = new LinkedHashMap<>();
        if (context.formKey().equals(ATTENDANCE)) {
            // What was counted last time says nothing about this time.
            kept.put(LanguageCourse.COURSE_DAYS, "");
            kept.put(LanguageCourse.MISSED_DAYS, "");
            kept.put(LanguageCourse.ABSENT_DAYS, "");
            kept.put(
                    LanguageCourse.NO_SHOW,
                    input.choice("attendance", Attendance.class)
                            .map(a -> a == Attendance.NO_SHOW)
                            .map(String::valueOf)
                            .orElse(""));
            kept.put(
                    LanguageCourse.ATTENDANCE_SEEN_ON,
                    BusinessCalendar.today(clock).toString());
        }
        FIELDS.stream()
                .filter(FormField::writable)
                .filter(f -> input.has(f.key()))
                .filter(f -> !NOT_KEPT.contains(f.key()))
                .forEach(f -> kept.put(f.key(), value(f, input)));
        if (context.formKey().equals(REGISTRATION) || context.formKey().equals(START)) {
            // Why somebody stayed away earlier is not why they stop now.
            kept.put(LanguageCourse.ABSENCE_REASON, "");
            kept.putIfAbsent(LanguageCourse.LATE_REASON, "");
        }
        if (context.formKey().equals(RESULT)) {
            input.choice(LanguageCourse.RESULT, CourseResult.class)
                    .map(CourseResult::level)
                    .filter(level -> course.provesMore(id, level))
                    .ifPresent(level -> kept.put(LanguageCourse.LEVEL, level.name()));
        }
        boolean noCertificate = input.isTrue(CERTIFICATE_NONE);
        course.keep(id, noCertificate ? Map.of() : kept);
        if (noCertificate) {
            course.noCertificate(id);
        } else if (context.formKey().equals(CERTIFICATE) && course.certificateExists(id)) {
            course.certificateExists(
                    id, input.choice(CERTIFICATE_KIND, CourseDoor.class).orElseThrow());
        }
        input.text(OTHER_OFFICE).ifPresent(office -> course.changeProvider(id, office));
        return switch (context.formKey()) {
            case DOOR -> {
                CourseDoor door =
                        input.choice(LanguageCourse.DOOR, CourseDoor.class).orElseThrow();
                course.choose(id, door, input.text(REASON).orElse(FACTS_NOT_VIEWS.contains(door) ? door.label() : ""));
                yield Answers.of(ReferralProcess.COURSE_DOOR, door);
            }
            case CERTIFICATE -> Answers.of(ReferralProcess.CERTIFICATE_NONE, noCertificate);
            case PLACEMENT ->
                Answers.of(
                        ReferralProcess.PLACEMENT,
                        input.choice(PLACEMENT_STATE, Placement.class).orElseThrow());
            case REGISTRATION ->
                Answers.of(
                        ReferralProcess.REGISTRATION,
                        input.choice("courseRegistration", Registration.class).orElseThrow());
            case START ->
                Answers.of(
                        ReferralProcess.COURSE_START,
                        input.choice("courseStart", CourseStart.class).orElseThrow());
            case ATTENDANCE ->
                Answers.of(
                                ReferralProcess.ATTENDANCE,
                                input.choice("attendance", Attendance.class).orElseThrow())
                        .and(ReferralProcess.DROP_OUT_LOOMS, course.dropOutLooms(id));
            case ABSENCE ->
                Answers.of(
                        ReferralProcess.ABSENCE_OUTCOME,
                        input.choice(ABSENCE_OUTCOME, AbsenceOutcome.class).orElseThrow());
            case DROPPED -> Answers.of(ReferralProcess.DROP_OUT_CONFIRMED, input.isTrue(DROP_OUT));
            default -> Answers.none();
        };
    }

    private static String value(FormField field, FormInput input) {
        return switch (field.type()) {
            case BOOLEAN -> input.bool(field.key()).map(String::valueOf).orElse("");
            case DATE -> input.date(field.key()).map(LocalDate::toString).orElse("");
            case NUMBER ->
                input.number(field.key())
                        .map(n -> n.stripTrailingZeros().toPlainString())
                        .orElse("");
            default -> input.text(field.key()).orElse("");
        };
    }
}
