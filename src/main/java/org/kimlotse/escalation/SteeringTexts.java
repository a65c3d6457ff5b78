package org.kimlotse.escalation;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.kimlotse.directory.Directory;
import org.kimlotse.directory.Office;
import org.kimlotse.directory.OfficeKind;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.GermanDates;
import org.kimlotse.shared.Markdown;
import org.springframework.stereotype.Component;

/**
 * What people read about a bottleneck, in German, as Markdown. Free text in it is escaped. Except for
 * {@link #forCoordination}, everything here may be read by the steering group: no case, no person, no cell below the
 * rules' minimum.
 */
@Component
public class SteeringTexts {

    private static final String RECEIVED =
            "die diese Stelle erhalten hat (gesendet; ohne zurückgenommene und ohne solche,"
                    + " die die Person selbst erledigt)";

    private final Bottlenecks bottlenecks;
    private final StepFigureRegister figures;
    private final ProcedureBook procedure;
    private final Resolutions resolutions;
    private final Effects effects;
    private final Meetings meetings;
    private final Dossiers dossiers;
    private final Seats seats;
    private final Directory directory;
    private final Actors actors;
    private final Clock clock;

    SteeringTexts(
            Bottlenecks bottlenecks,
            StepFigureRegister figures,
            ProcedureBook procedure,
            Resolutions resolutions,
            Effects effects,
            Meetings meetings,
            Dossiers dossiers,
            Seats seats,
            Directory directory,
            Actors actors,
            Clock clock) {
        this.bottlenecks = bottlenecks;
        this.figures = figures;
        this.procedure = procedure;
        this.resolutions = resolutions;
        this.effects = effects;
        this.meetings = meetings;
        this.dossiers = dossiers;
        this.seats = seats;
        this.directory = directory;
        this.actors = actors;
        this.clock = clock;
    }

    /** Free text made harmless inside Markdown, with its line breaks. */
    public static String escaped(String text) {
        return Markdown.escape(text).replace("\n", "  \n");
    }

    /** "Jobcenter Rhein-Sieg – Geschäftsstelle Siegburg"; the code only if the directory no longer knows it. */
    public String office(String code) {
        return directory.office(code).map(Office::label).orElse(code);
    }

    /** Number, office, step, where it stands, and what was decided so far. */
    public String bottleneck(Bottleneck bottleneck) {
        StringBuilder text = new StringBuilder("**%s** · %s · Schritt %s  \n%s am %s · %s"
                .formatted(
                        bottleneck.number(),
                        escaped(office(bottleneck.office())),
                        escaped(bottleneck.step()),
                        firstUpper(bottleneck.origin().label()),
                        BusinessCalendar.german(BusinessCalendar.dayOf(bottleneck.openedAt())),
                        bottleneck.status().label()));
        meetings.latestItem(bottleneck.id())
                .filter(item -> bottleneck.status() == Bottleneck.Status.RELEASED)
                .filter(item -> !Boolean.TRUE.equals(item.quorate()))
                .ifPresent(item -> text.append("\n\n**Noch nicht beraten.** Die Sitzung am %s %s"
                        .formatted(
                                BusinessCalendar.german(item.meetingOn()),
                                item.quorate() == null
                                        ? "wurde abgesagt oder verschoben."
                                        : "war nicht beschlussfähig: " + quorum(item))));
        resolutions
                .latest(bottleneck.id())
                .ifPresent(r -> text.append("\n\n**Letzter Beschluss** vom %s, %s: %s"
                        .formatted(
                                BusinessCalendar.german(BusinessCalendar.dayOf(r.recordedAt())),
                                r.resultText(),
                                escaped(r.body()))));
        effects.latest(bottleneck.id())
                .ifPresent(e -> text.append("\n\n**Wirkung nach den Zahlen:** "
                        + e.effect().label()
                        + (e.reason() == null || e.reason().isBlank() ? "" : " – " + escaped(e.reason()))));
        return text.toString();
    }

    /**
     * The above, with what was reported and why a dossier came back: only for coordination. What exactly the rule found is
     * beside the task, where the decisions of the rules are explained.
     */
    public String forCoordination(Bottleneck bottleneck) {
        String reports = bottlenecks.reports(bottleneck.id()).stream()
                .map(r -> "- %s, %s"
                        .formatted(
                                BusinessCalendar.german(BusinessCalendar.dayOf(r.reportedAt())),
                                r.origin() == Bottleneck.Origin.DETECTED
                                        ? ruleText(r)
                                        : escaped(actors.displayName(r.reportedBy())) + ": "
                                                + escaped(r.description())))
                .collect(Collectors.joining("\n"));
        String returned = dossiers.latest(bottleneck.id())
                .filter(d -> d.status() == Dossier.Status.RETURNED)
                .flatMap(d -> dossiers.releases(d.id()).stream()
                        .filter(r -> !r.released())
                        .findFirst())
                .map(r -> "\n\n**Zurückgegeben** von %s: %s"
                        .formatted(
                                escaped(actors.displayName(r.userId())),
                                escaped(Optional.ofNullable(r.note()).orElse(""))))
                .orElse("");
        return bottleneck(bottleneck) + "\n\n**Meldungen**\n\n" + reports + returned;
    }

    private static String ruleText(Bottlenecks.Report report) {
        String version = Optional.ofNullable(report.ruleSetVersion()).orElse("");
        return "Regel %s (Regelstand %s): Der Schritt ging hier in mehreren Fällen verloren."
                .formatted(report.ruleId(), version.substring(0, Math.min(8, version.length())));
    }

    /** When a meeting may be, by the rules of procedure in force today. */
    public String noticePeriod() {
        LocalDate today = BusinessCalendar.today(clock);
        RulesOfProcedure rules = procedure.on(today);
        return "Ladungsfrist %d Kalendertage: Sitzung frühestens am **%s** (Eilfall: %d Arbeitstage, %s)."
                .formatted(
                        rules.noticeDays(),
                        GermanDates.weekday(rules.earliestMeeting(today)),
                        rules.urgentNoticeWorkingDays(),
                        GermanDates.weekday(rules.earliestUrgentMeeting(today)));
    }

    /** The dossier's figures: a table of two periods of equal length, small cells hidden. */
    public String figures(Bottleneck bottleneck) {
        StepFigures current = figures.get(bottleneck.currentFigures());
        StepFigures earlier = figures.get(bottleneck.earlierFigures());
        return table("Zeitraum davor", earlier, "Zeitraum bis zur Meldung", current);
    }

    /** What the handovers say before and after, with the definition. */
    public String effect(Effect.Assessment assessment) {
        return table("Vorher", assessment.before(), "Nachher", assessment.after())
                + "\n\n**Definition.** "
                + definition(assessment);
    }

    /** What exactly is counted, and what counts as effective. */
    public String definition(Effect.Assessment assessment) {
        RulesOfProcedure rules = rulesNow();
        boolean own = directory
                .office(assessment.before().office())
                .filter(office -> office.kind() == OfficeKind.KIM)
                .isPresent();
        return """
                Gezählt werden die Übergaben dieses Schritts, %s und die im Zeitraum fällig waren: \
                wie viele davon bis zu seinem letzten Tag als verpasst galten, und der Median der Kalendertage %s. \
                Wirksam heißt: Der Anteil der verpassten ist um mindestens %d %% gesunken und der Median nicht \
                gestiegen. Unter %d Fällen in einem der Zeiträume ist die Wirkung nicht beurteilbar."""
                .formatted(
                        own ? "die dieses Team zu senden hatte" : RECEIVED,
                        own ? "bis zum Senden" : "vom Senden bis zur Antwort",
                        rules.effectMinReductionPercent(),
                        rules.minimumCases());
    }

    /**
     * Figures of two periods, small cells hidden.
     *
     * @param first what the first period is
     */
    public record Comparison(String first, String second, List<Row> rows) {

        public record Row(String label, String first, String second) {}
    }

    /** As {@link #figures}, for pages. */
    public Comparison figuresCompared(Bottleneck bottleneck) {
        return comparison(
                "Zeitraum davor",
                figures.get(bottleneck.earlierFigures()),
                "Zeitraum bis zur Meldung",
                figures.get(bottleneck.currentFigures()));
    }

    /** As {@link #effect}, for pages. */
    public Comparison effectCompared(Effect.Assessment assessment) {
        return comparison("Vorher", assessment.before(), "Nachher", assessment.after());
    }

    private Comparison comparison(String firstLabel, StepFigures first, String secondLabel, StepFigures second) {
        int k = rulesNow().minimumCases();
        return new Comparison(
                firstLabel,
                secondLabel,
                List.of(
                        new Comparison.Row("Zeitraum", first.period(), second.period()),
                        new Comparison.Row("Fälle", first.casesText(k), second.casesText(k)),
                        new Comparison.Row("davon verpasst", first.missedText(k), second.missedText(k)),
                        new Comparison.Row("Median der Wartetage", first.medianText(k), second.medianText(k))));
    }

    /** Where the whole story of the bottleneck can be read, as a link in Markdown. */
    public static String link(Bottleneck bottleneck) {
        return "[Dossier, Beschluss und alle Sichten zu %s](/engpaesse/%s)"
                .formatted(bottleneck.number(), bottleneck.number());
    }

    private String table(String firstLabel, StepFigures first, String secondLabel, StepFigures second) {
        int k = rulesNow().minimumCases();
        return """
                | Kennzahl | %s | %s |
                |---|---|---|
                | Zeitraum | %s | %s |
                | Fälle | %s | %s |
                | davon verpasst | %s | %s |
                | Median der Wartetage | %s | %s |"""
                .formatted(
                        firstLabel,
                        secondLabel,
                        first.period(),
                        second.period(),
                        first.casesText(k),
                        second.casesText(k),
                        first.missedText(k),
                        second.missedText(k),
                        first.medianText(k),
                        second.medianText(k));
    }

    /** Before the meeting: what is needed; afterwards: what was reached. */
    public String quorum(Meetings.AgendaItem item) {
        Meetings.Quorum quorum =
                meetings.quorum(item.meetingOn(), meetings.attendance(item.id()).keySet());
        String text = item.quorate() == null
                ? "Beschlussfähig ist die Lenkungsgruppe, wenn mindestens %d der %d stimmberechtigten Sitze anwesend oder vertreten sind%s."
                        .formatted(
                                quorum.needed(),
                                quorum.votingSeats(),
                                procedure.on(item.meetingOn()).chairRequired()
                                        ? ", darunter der Vorsitz (" + chair(item.meetingOn()) + ")"
                                        : "")
                : quorum.text();
        return item.shortNotice() ? text + " **Die Ladungsfrist war nicht gewahrt.**" : text;
    }

    private String chair(LocalDate day) {
        return seats.on(day).stream().filter(Seat::chair).map(Seat::label).collect(Collectors.joining(" oder "));
    }

    public String owner(Measure.Owner owner) {
        return switch (owner.kind()) {
            case OFFICE -> office(owner.ref());
            case SEAT ->
                seats.find(owner.ref(), BusinessCalendar.today(clock))
                        .map(Seat::label)
                        .orElse(owner.ref());
            case USER -> actors.displayName(owner.ref());
        };
    }

    /** Whom a measure can be given to: the seats, the bottleneck's office first among the offices, coordination. */
    public List<Measure.Owner> possibleOwners(Bottleneck bottleneck) {
        return java.util.stream.Stream.of(
                        seats.on(BusinessCalendar.today(clock)).stream()
                                .map(s -> new Measure.Owner(Measure.Owner.Kind.SEAT, s.code())),
                        java.util.stream.Stream.concat(
                                        java.util.stream.Stream.of(bottleneck.office()),
                                        directory.offices().stream().map(Office::code))
                                .distinct()
                                .map(code -> new Measure.Owner(Measure.Owner.Kind.OFFICE, code)),
                        actors.membersOf(Coordination.GROUP).stream()
                                .map(user -> new Measure.Owner(Measure.Owner.Kind.USER, user)))
                .flatMap(s -> s)
                .toList();
    }

    private RulesOfProcedure rulesNow() {
        return procedure.on(BusinessCalendar.today(clock));
    }

    private static String firstUpper(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
