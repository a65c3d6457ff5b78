package org.kimlotse.takeover;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kimlotse.assessment.Assessment;
import org.kimlotse.assessment.StatusFact;
import org.kimlotse.casefile.Case;
import org.kimlotse.casefile.CaseOpening;
import org.kimlotse.casefile.Cases;
import org.kimlotse.casefile.Households;
import org.kimlotse.casefile.Language;
import org.kimlotse.casefile.NewCase;
import org.kimlotse.casefile.Opening;
import org.kimlotse.casefile.Person;
import org.kimlotse.casefile.Persons;
import org.kimlotse.goals.AgreedReferral;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Municipality;
import org.kimlotse.shared.Refused;
import org.kimlotse.shared.Texts;
import org.springframework.stereotype.Component;

/** What is right and wrong in the rows of a file; the case file and the assessment know most of it themselves. */
@Component
class RowChecks {

    /** @param caseId the case that came out of this row before, or to which it belongs, or null */
    record Checked(int row, RowState state, Content content, @Nullable CaseId caseId) {}

    /** Somebody further up in the file. */
    private record Namesake(int row, String givenName, String familyName) {

        @Override
        public String toString() {
            return "Namesake[" + row + "]";
        }
    }

    private static final DateTimeFormatter GERMAN =
            DateTimeFormatter.ofPattern("d.M.uuuu").withResolverStyle(ResolverStyle.STRICT);
    private static final Set<String> YES = Set.of("ja", "j", "x", "1", "true", "wahr");
    private static final Set<String> NO = Set.of("nein", "n", "0", "false", "falsch");
    private static final Pattern NUMBER_OF_EXCEL = Pattern.compile("\\d+([.,]\\d+)?[eE]\\+\\d+");
    private static final int LONGEST_REFERENCE = 80;
    private static final int LONGEST_WHERE = 200;
    private static final int LONGEST_STANDING = 300;
    /** Longer than anything that can be right; of what is wrong no more is kept. */
    private static final int KEPT = 200;

    private static final int QUOTED = 40;

    private final CaseOpening opening;
    private final Households households;
    private final Cases cases;
    private final Persons persons;
    private final Assessment assessment;
    private final TakeoverStore store;
    private final Actors actors;
    private final Clock clock;

    RowChecks(
            CaseOpening opening,
            Households households,
            Cases cases,
            Persons persons,
            Assessment assessment,
            TakeoverStore store,
            Actors actors,
            Clock clock) {
        this.opening = opening;
        this.households = households;
        this.cases = cases;
        this.persons = persons;
        this.assessment = assessment;
        this.store = store;
        this.actors = actors;
        this.clock = clock;
    }

    /**
     * The file as a whole.
     *
     * @return by position the column, or null where Lotse does not know it
     * @throws Refused in German if a heading is missing or stands twice
     */
    static List<@Nullable Column> columns(CsvFile file) {
        List<@Nullable Column> columns = new ArrayList<>();
        for (String header : file.header()) {
            Column column = Column.ofHeader(header).orElse(null);
            if (column != null && columns.contains(column)) {
                throw new Refused(
                        "Die Spalte „%s“ gibt es zweimal. Bitte löschen Sie eine.".formatted(column.header()));
            }
            columns.add(column);
        }
        // Where rows say what they are, each is told what it lacks; a file may hold no case at all.
        boolean mixed = columns.stream().anyMatch(c -> c != null && c.key().equals(Column.KIND));
        String missing = Column.ALL.stream()
                .filter(c -> (mixed ? c.neededEverywhere() : c.required()) && !columns.contains(c))
                .map(c -> "„" + c.header() + "“")
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            throw new Refused(
                    "In der ersten Zeile fehlen Spalten: %s. Bitte verwenden Sie die Überschriften der Vorlage."
                            .formatted(missing));
        }
        return columns;
    }

    /** Which row of a file this is; what it says of the case it belongs to is the same in all kinds. */
    record Place(int number, RowKind kind, String municipality, String reference) {}

    static Place place(int number, RawRow raw) {
        return new Place(
                number,
                RowKind.find(raw.cell(Column.KIND)).orElse(RowKind.CASE),
                municipality(raw.cell(Column.MUNICIPALITY)).map(Enum::name).orElse(""),
                raw.cell(Column.OLD_REFERENCE));
    }

    /** A look at one file; its rows are checked in their order. */
    Session session(String uploader, List<Place> all) {
        return new Session(actor(uploader), all);
    }

    /** As of today: who has left a team meanwhile brings nothing into it. */
    private Actors.Actor actor(String uploader) {
        return new Actors.Actor(
                uploader,
                uploader,
                Arrays.stream(Municipality.values())
                        .map(Municipality::team)
                        .filter(team -> actors.membersOf(team).contains(uploader))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /** What one row has to know of the others. */
    final class Session {

        private final Actors.Actor actor;
        private final Map<String, List<String>> teams = new HashMap<>();
        private final Map<String, Integer> seen = new HashMap<>();
        private final Map<LocalDate, List<Namesake>> people = new HashMap<>();
        private final Map<String, Integer> caseRows = new HashMap<>();

        private Session(Actors.Actor actor, List<Place> all) {
            this.actor = actor;
            all.stream()
                    .filter(place ->
                            place.kind() == RowKind.CASE && !place.reference().isEmpty())
                    .forEach(place ->
                            caseRows.putIfAbsent(place.municipality() + "|" + key(place.reference()), place.number()));
        }

        Checked check(int number, RawRow raw) {
            return new OneRow(this, number, raw).check();
        }

        /** A row that was checked before Lotse was interrupted. */
        void checkedBefore(int number, RowKind kind, RowState state, Content content) {
            String place = content.municipality() + "|" + key(content.oldReference());
            switch (kind) {
                case CASE -> {
                    seen.putIfAbsent(place, number);
                    String born = content.birthDate();
                    if (born != null && state.selectable()) {
                        people.computeIfAbsent(LocalDate.parse(born), day -> new ArrayList<>())
                                .add(new Namesake(number, content.givenName(), content.familyName()));
                    }
                }
                case PERSON -> seen.putIfAbsent(personKey(place, content), number);
                case REFERRAL ->
                    seen.putIfAbsent(place + "|" + content.told().getOrDefault(Column.REFERRAL, ""), number);
            }
        }
    }

    private static String personKey(String place, Content content) {
        return place + "|" + key(content.givenName() + content.familyName()) + "|" + content.birthDate();
    }

    private static Optional<Municipality> municipality(String typed) {
        return Municipality.find(typed).or(() -> Arrays.stream(Municipality.values())
                .filter(m -> m.label().replaceAll(" \\(.*\\)", "").equalsIgnoreCase(typed))
                .findFirst());
    }

    /** An old file number without what people write differently from one time to the next. */
    static String key(String reference) {
        return reference.toLowerCase(Locale.ROOT).replaceAll("\\s+", "");
    }

    static Opening.Duplicate first(List<Opening.Duplicate> alike) {
        return alike.get(0);
    }

    /** @param next German: what to do if it is somebody else */
    static Finding alike(List<Opening.Duplicate> alike, String next) {
        return new Finding(
                Finding.Kind.ALIKE,
                "",
                "Vielleicht gibt es diese Person schon: "
                        + alike.stream()
                                .limit(3)
                                .map(d -> "%s (%s). %s"
                                        .formatted(d.caseId(), d.state().label(), d.reason()))
                                .collect(Collectors.joining(" "))
                        + " Ist es jemand anderes, "
                        + next);
    }

    private final class OneRow {

        private final Session session;
        private final int number;
        private final RawRow raw;
        private final Actors.Actor actor;
        private final List<Finding> findings = new ArrayList<>();

        OneRow(Session session, int number, RawRow raw) {
            this.session = session;
            this.number = number;
            this.raw = raw;
            this.actor = session.actor;
            raw.cells().forEach((key, text) -> {
                if (text.indexOf('\uFFFD') >= 0) {
                    wrong(key, "Ein Zeichen ist nicht lesbar. Bitte speichern Sie die Tabelle als „CSV UTF-8“.");
                }
            });
            if (raw.tooMany()) {
                wrong(
                        "",
                        "Die Zeile hat mehr Spalten als die Kopfzeile. Steht ein Trennzeichen im Text, gehört der Text in Anführungszeichen.");
            }
        }

        Checked check() {
            Optional<RowKind> kind = RowKind.find(cell(Column.KIND));
            if (kind.isEmpty()) {
                wrong(
                        Column.KIND,
                        "„%s“ gibt es nicht. Möglich sind: %s."
                                .formatted(
                                        shortened(cell(Column.KIND)),
                                        Arrays.stream(RowKind.values())
                                                .map(RowKind::label)
                                                .collect(Collectors.joining(", "))));
            }
            RowKind read = kind.orElse(RowKind.CASE);
            if (Column.ALL.stream().allMatch(c -> cell(c.key()).equals(c.example(read)))) {
                wrong("", "Das ist die Beispielzeile der Vorlage. Bitte löschen Sie sie aus der Tabelle.");
            }
            return switch (read) {
                case CASE -> aCase();
                case PERSON -> aPerson();
                case REFERRAL -> aReferral();
            };
        }

        // ---- household and referrals ----------------------------------------------------------------------------

        /** The case a row belongs to: one that is there, or one of the same file; else something is wrong. */
        private Optional<CaseId> owner(Optional<Municipality> municipality, String reference) {
            if (municipality.isEmpty()) {
                wrong(
                        Column.MUNICIPALITY,
                        cell(Column.MUNICIPALITY).isEmpty()
                                ? "Gemeinde fehlt."
                                : "Die Gemeinde „%s“ gibt es im Rhein-Sieg-Kreis nicht."
                                        .formatted(shortened(cell(Column.MUNICIPALITY))));
                return Optional.empty();
            }
            Municipality place = municipality.get();
            if (!actor.municipalities().contains(place)) {
                wrong(Column.MUNICIPALITY, "Sie gehören nicht zum Team %s.".formatted(place.label()));
                return Optional.empty();
            }
            if (reference.isEmpty()) {
                return Optional.empty();
            }
            Optional<CaseId> there = store.caseOf(place, key(reference));
            if (there.isEmpty() && !session.caseRows.containsKey(place.name() + "|" + key(reference))) {
                wrong(
                        Column.OLD_REFERENCE,
                        "Zu „%s“ (%s) gibt es keinen Fall: weder in dieser Tabelle noch schon übernommen."
                                .formatted(shortened(reference), place.label()));
            }
            there.ifPresent(id -> {
                Optional<Case> own = cases.find(id, actor.teams());
                if (own.isEmpty()) {
                    wrong("", "Der Fall liegt inzwischen bei einem anderen Team.");
                } else if (!own.get().open()) {
                    wrong("", "Der Fall %s ist abgeschlossen.".formatted(id));
                }
            });
            return there;
        }

        private void onlyOnce(String key, String what) {
            Integer before = session.seen.putIfAbsent(key, number);
            if (before != null) {
                wrong("", "%s steht schon in Zeile %d.".formatted(what, before));
            }
        }

        private Checked aPerson() {
            String reference = reference();
            Optional<Municipality> municipality = municipality(cell(Column.MUNICIPALITY));
            LocalDate born = day(Column.BIRTH_DATE);
            boolean uncertain = yesNo(Column.BIRTH_DATE_UNCERTAIN, "false").equals("true");
            households
                    .problems(cell(Column.GIVEN_NAME), cell(Column.FAMILY_NAME), born)
                    .forEach(p -> wrong(p.field(), p.message()));
            Content content =
                    content(reference, municipality, born, uncertain, null, "", null, null, Map.of(), Map.of());
            Optional<CaseId> owner = owner(municipality, reference);
            onlyOnce(personKey(content.municipality() + "|" + key(reference), content), "Diese Person");
            if (!anyWrong() && owner.isPresent()) {
                Optional<Person> there = households.find(owner.get(), content.givenName(), content.familyName(), born);
                if (there.isPresent()) {
                    return known(
                            content,
                            owner.get(),
                            there.get().role() == Person.Role.CLIENT
                                    ? "Das ist die Person selbst, um die es in %s geht.".formatted(owner.get())
                                    : "Steht schon im Haushalt von %s.".formatted(owner.get()));
                }
            }
            return settled(content, owner.orElse(null));
        }

        private Checked aReferral() {
            String reference = reference();
            Optional<Municipality> municipality = municipality(cell(Column.MUNICIPALITY));
            Map<String, String> told = new HashMap<>();
            referralKind().ifPresent(kind -> told.put(Column.REFERRAL, kind.name()));
            LocalDate since = day(Column.REFERRAL_SINCE);
            if (cell(Column.REFERRAL_SINCE).isEmpty()) {
                wrong(Column.REFERRAL_SINCE, "Es fehlt, seit wann vermittelt ist.");
            } else if (since != null && since.isAfter(BusinessCalendar.today(clock))) {
                wrong(
                        Column.REFERRAL_SINCE,
                        "Der %s liegt in der Zukunft. Bitte prüfen Sie das Jahr."
                                .formatted(BusinessCalendar.german(since)));
            }
            if (since != null) {
                told.put(Column.REFERRAL_SINCE, since.toString());
            }
            LocalDate next = day(Column.REFERRAL_NEXT);
            if (next != null) {
                told.put(Column.REFERRAL_NEXT, next.toString());
            }
            text(Column.REFERRAL_WHERE, LONGEST_WHERE, told);
            text(Column.REFERRAL_STANDING, LONGEST_STANDING, told);
            Content content = content(reference, municipality, null, false, null, "", null, null, Map.of(), told);
            Optional<CaseId> owner = owner(municipality, reference);
            String kind = told.getOrDefault(Column.REFERRAL, "");
            if (!kind.isEmpty()) {
                onlyOnce(content.municipality() + "|" + key(reference) + "|" + kind, "Diese Vermittlung");
            }
            if (!anyWrong() && owner.isPresent()) {
                AgreedReferral wanted = AgreedReferral.valueOf(kind);
                if (store.referrals(owner.get()).stream().anyMatch(r -> r.kind() == wanted)) {
                    return known(content, owner.get(), "Steht schon bei %s.".formatted(owner.get()));
                }
            }
            return settled(content, owner.orElse(null));
        }

        private Optional<AgreedReferral> referralKind() {
            String typed = cell(Column.REFERRAL);
            Optional<AgreedReferral> kind = Arrays.stream(AgreedReferral.values())
                    .filter(r -> r.label().equalsIgnoreCase(typed))
                    .findFirst();
            if (kind.filter(AgreedReferral.HEALTH::equals).isPresent()) {
                wrong(
                        Column.REFERRAL,
                        "Was vertraulich ist, gehört nicht in die Tabelle. Bitte sprechen Sie es beim Vereinbaren der Ziele neu an.");
                return Optional.empty();
            }
            if (kind.isEmpty()) {
                String possible = Arrays.stream(AgreedReferral.values())
                        .filter(r -> r != AgreedReferral.HEALTH)
                        .map(AgreedReferral::label)
                        .collect(Collectors.joining(", "));
                wrong(
                        Column.REFERRAL,
                        typed.isEmpty()
                                ? "Es fehlt, was vermittelt ist. Möglich sind: %s.".formatted(possible)
                                : "„%s“ gibt es nicht. Möglich sind: %s.".formatted(shortened(typed), possible));
            }
            return kind;
        }

        private void text(String key, int longest, Map<String, String> told) {
            String typed = cell(key);
            if (Texts.length(typed) > longest) {
                wrong(
                        key,
                        "Der Text ist zu lang: höchstens %d Zeichen, es sind %d."
                                .formatted(longest, Texts.length(typed)));
            } else if (!typed.isEmpty()) {
                told.put(key, typed);
            }
        }

        /** A reference that was given twice, or a name that was mistyped once: nobody would look otherwise. */
        private String otherName(CaseId known) {
            String here = (cell(Column.GIVEN_NAME) + " " + cell(Column.FAMILY_NAME)).strip();
            String there = cases.names(List.of(known), actor.teams()).getOrDefault(known, here);
            return there.equalsIgnoreCase(here)
                    ? ""
                    : " Dort heißt die Person aber anders: Bitte prüfen Sie das Aktenzeichen und den Namen.";
        }

        /** Which of the two is right is for a person to say; nothing is overwritten. */
        private String otherBirth(CaseId known, @Nullable LocalDate here) {
            return persons.client(known, actor.teams())
                    .map(Person::birthDate)
                    .filter(there -> here != null && !there.equals(here))
                    .map(there ->
                            " Dort steht ein anderes Geburtsdatum (%s): Bitte prüfen Sie, welches stimmt, und berichtigen Sie es dort."
                                    .formatted(BusinessCalendar.german(there)))
                    .orElse("");
        }

        private Checked known(Content content, CaseId there, String why) {
            return new Checked(number, RowState.KNOWN, content.with(new Finding(Finding.Kind.NOTE, "", why)), there);
        }

        private Checked settled(Content content, @Nullable CaseId owner) {
            Content found = content;
            for (Finding finding : findings) {
                found = found.with(finding);
            }
            return new Checked(number, anyWrong() ? RowState.WRONG : RowState.GOOD, found, owner);
        }

        private boolean anyWrong() {
            return findings.stream().anyMatch(f -> f.kind() == Finding.Kind.WRONG);
        }

        private Content content(
                String reference,
                Optional<Municipality> municipality,
                @Nullable LocalDate born,
                boolean uncertain,
                @Nullable String language,
                String manager,
                @Nullable LocalDate since,
                @Nullable Phase phase,
                Map<String, String> facts,
                Map<String, String> referral) {
            return new Content(
                    kept(reference),
                    kept(cell(Column.GIVEN_NAME)),
                    kept(cell(Column.FAMILY_NAME)),
                    born == null ? null : born.toString(),
                    uncertain,
                    kept(municipality.map(Enum::name).orElse(cell(Column.MUNICIPALITY))),
                    kept(language == null ? "" : language),
                    yesNoQuietly(Column.INTERPRETER),
                    kept(cell(Column.PHONE)),
                    kept(manager),
                    since == null ? null : since.toString(),
                    phase,
                    facts,
                    referral,
                    List.of());
        }

        private boolean yesNoQuietly(String key) {
            return YES.contains(cell(key).toLowerCase(Locale.ROOT));
        }

        // ---- cases ----------------------------------------------------------------------------------------------

        private Checked aCase() {
            String reference = reference();
            LocalDate born = day(Column.BIRTH_DATE);
            boolean uncertain = yesNo(Column.BIRTH_DATE_UNCERTAIN, "false").equals("true");
            boolean interpreter = yesNo(Column.INTERPRETER, "false").equals("true");
            String phone = cell(Column.PHONE);
            if (NUMBER_OF_EXCEL.matcher(phone).matches()) {
                wrong(
                        Column.PHONE,
                        "Die Tabelle hat aus der Nummer eine Zahl gemacht (%s). Bitte stellen Sie die Spalte auf Text und tragen Sie die Nummer neu ein."
                                .formatted(shortened(phone)));
            }
            Optional<Municipality> municipality = municipality(cell(Column.MUNICIPALITY));
            NewCase asked = new NewCase(
                    "takeover",
                    cell(Column.GIVEN_NAME),
                    cell(Column.FAMILY_NAME),
                    born,
                    uncertain,
                    municipality.map(Enum::name).orElse(cell(Column.MUNICIPALITY)),
                    cell(Column.LANGUAGE),
                    interpreter,
                    phone,
                    null,
                    true);
            boolean dayIsWrong = born == null && !cell(Column.BIRTH_DATE).isEmpty();
            opening.problems(asked, Optional.of(actor)).stream()
                    .filter(p -> !(dayIsWrong && p.field().equals(Column.BIRTH_DATE)))
                    .forEach(p -> wrong(p.field(), p.message()));
            String manager = manager(municipality);
            LocalDate since = runningSince(born, uncertain);
            Phase phase = phase();
            Map<String, String> facts = facts(born, uncertain);
            @Nullable CaseId known = null;
            RowState state;
            if (municipality.isPresent() && !reference.isEmpty()) {
                Municipality place = municipality.get();
                if (actor.municipalities().contains(place)) {
                    known = store.caseOf(place, key(reference)).orElse(null);
                }
                Integer before = session.seen.putIfAbsent(place.name() + "|" + key(reference), number);
                if (before != null) {
                    wrong(
                            Column.OLD_REFERENCE,
                            "„%s“ steht schon in Zeile %d. Jeder Fall braucht ein eigenes Aktenzeichen."
                                    .formatted(shortened(reference), before));
                }
            }
            if (known != null) {
                state = RowState.KNOWN;
                findings.clear();
                findings.add(new Finding(
                        Finding.Kind.NOTE,
                        "",
                        "Schon übernommen als %s; es entsteht kein zweiter Fall.%s"
                                .formatted(known, otherName(known) + otherBirth(known, born))));
            } else if (anyWrong()) {
                state = RowState.WRONG;
            } else {
                state = alike(asked, Objects.requireNonNull(born), uncertain) ? RowState.ALIKE : RowState.GOOD;
                if (born.getDayOfYear() == 1) {
                    findings.add(new Finding(
                            Finding.Kind.NOTE,
                            Column.headerOf(Column.BIRTH_DATE),
                            "Der 1. Januar wird als unsicher gekennzeichnet."));
                }
            }
            Content content = content(
                    reference,
                    municipality,
                    born,
                    uncertain,
                    Language.find(asked.language()).map(Enum::name).orElse(asked.language()),
                    manager,
                    since,
                    phase,
                    state == RowState.WRONG ? Map.of() : facts,
                    Map.of());
            for (Finding finding : findings) {
                content = content.with(finding);
            }
            return new Checked(number, state, content, known);
        }

        private boolean alike(NewCase asked, LocalDate born, boolean uncertain) {
            boolean found = false;
            List<Opening.Duplicate> alike =
                    opening.lookAlikes(asked.givenName(), asked.familyName(), born, uncertain, actor.teams());
            if (!alike.isEmpty()) {
                findings.add(RowChecks.alike(alike, "wählen Sie die Zeile aus."));
                found = true;
            }
            List<Namesake> sameDay = session.people.computeIfAbsent(born, day -> new ArrayList<>());
            Optional<Namesake> before = sameDay.stream()
                    .filter(other -> CaseOpening.alike(
                            asked.givenName(), asked.familyName(), other.givenName(), other.familyName()))
                    .findFirst();
            if (before.isPresent()) {
                findings.add(new Finding(
                        Finding.Kind.ALIKE,
                        "",
                        "Gleicher oder ähnlicher Name und gleiches Geburtsdatum wie in Zeile %d. Ist es jemand anderes, wählen Sie die Zeile aus."
                                .formatted(before.get().row())));
                found = true;
            }
            sameDay.add(new Namesake(number, asked.givenName(), asked.familyName()));
            return found;
        }

        private String reference() {
            String reference = cell(Column.OLD_REFERENCE);
            if (reference.isEmpty()) {
                wrong(
                        Column.OLD_REFERENCE,
                        "Aktenzeichen fehlt. Daran erkennt Lotse den Fall wieder, wenn Sie die Datei noch einmal hochladen.");
            } else if (Texts.length(reference) > LONGEST_REFERENCE) {
                wrong(
                        Column.OLD_REFERENCE,
                        "Das Aktenzeichen ist zu lang: höchstens %d Zeichen, es sind %d."
                                .formatted(LONGEST_REFERENCE, Texts.length(reference)));
            }
            return reference;
        }

        private String manager(Optional<Municipality> municipality) {
            String manager = cell(Column.CASE_MANAGER);
            if (manager.isEmpty()) {
                wrong(Column.CASE_MANAGER, "Es fehlt, wer den Fall führt. Bitte tragen Sie den Benutzernamen ein.");
            } else if (municipality.isPresent() && actor.municipalities().contains(municipality.get())) {
                List<String> team =
                        session.teams.computeIfAbsent(municipality.get().team(), actors::membersOf);
                if (!team.contains(manager)) {
                    wrong(
                            Column.CASE_MANAGER,
                            "„%s“ gehört nicht zum Team %s. Zum Team gehören: %s."
                                    .formatted(
                                            shortened(manager),
                                            municipality.get().label(),
                                            team.stream().limit(10).collect(Collectors.joining(", "))));
                }
            }
            return manager;
        }

        private @Nullable LocalDate runningSince(@Nullable LocalDate born, boolean uncertain) {
            LocalDate since = day(Column.RUNNING_SINCE);
            if (cell(Column.RUNNING_SINCE).isEmpty()) {
                wrong(Column.RUNNING_SINCE, "Es fehlt, seit wann der Fall geführt wird.");
            } else if (since != null && since.isAfter(BusinessCalendar.today(clock))) {
                wrong(
                        Column.RUNNING_SINCE,
                        "Der %s liegt in der Zukunft. Bitte prüfen Sie das Jahr."
                                .formatted(BusinessCalendar.german(since)));
            } else if (since != null
                    && born != null
                    && (uncertain ? since.getYear() < born.getYear() : since.isBefore(born))) {
                wrong(Column.RUNNING_SINCE, "Der Fall kann nicht vor der Geburt der Person begonnen haben.");
            }
            return since;
        }

        private @Nullable Phase phase() {
            String typed = cell(Column.PHASE);
            Optional<Phase> phase = Phase.find(typed);
            if (phase.isEmpty()) {
                String known = Arrays.stream(Phase.values()).map(Phase::label).collect(Collectors.joining(", "));
                wrong(
                        Column.PHASE,
                        typed.isEmpty()
                                ? "Der Stand fehlt. Möglich sind: %s.".formatted(known)
                                : "„%s“ gibt es nicht. Möglich sind: %s.".formatted(shortened(typed), known));
            }
            return phase.orElse(null);
        }

        private Map<String, String> facts(@Nullable LocalDate born, boolean uncertain) {
            Map<StatusFact, String> values = new EnumMap<>(StatusFact.class);
            for (StatusFact fact : StatusFact.values()) {
                String typed = cell(fact.key());
                if (!typed.isEmpty()) {
                    String value =
                            switch (fact.kind()) {
                                case CHOICE -> choice(fact, typed);
                                case YES_NO -> yesNo(fact.key(), "");
                                case DAY ->
                                    Optional.ofNullable(day(fact.key()))
                                            .map(LocalDate::toString)
                                            .orElse("");
                                case NUMBER -> typed;
                            };
                    if (!value.isEmpty()) {
                        values.put(fact, value);
                    }
                }
            }
            assessment.problems(values, born, uncertain).forEach(p -> wrong(p.field(), p.message()));
            return values.entrySet().stream()
                    .collect(Collectors.toMap(e -> e.getKey().key(), Map.Entry::getValue));
        }

        private String choice(StatusFact fact, String typed) {
            Optional<String> code = fact.codes().stream()
                    .filter(c -> c.equalsIgnoreCase(typed) || fact.shown(c).equalsIgnoreCase(typed))
                    .findFirst();
            if (code.isEmpty()) {
                wrong(
                        fact.key(),
                        "„%s“ gibt es nicht. Möglich sind: %s."
                                .formatted(
                                        shortened(typed),
                                        fact.codes().stream().map(fact::shown).collect(Collectors.joining(" | "))));
            }
            return code.orElse("");
        }

        private @Nullable LocalDate day(String key) {
            String typed = cell(key).replace(" ", "");
            if (typed.isEmpty()) {
                return null;
            }
            try {
                return typed.contains(".") ? LocalDate.parse(typed, GERMAN) : LocalDate.parse(typed);
            } catch (DateTimeException noSuchDay) {
                wrong(
                        key,
                        "„%s“ ist kein Datum. Bitte als Tag.Monat.Jahr mit vierstelligem Jahr angeben, zum Beispiel 12.04.1995."
                                .formatted(shortened(cell(key))));
                return null;
            }
        }

        private String yesNo(String key, String otherwise) {
            String typed = cell(key).toLowerCase(Locale.ROOT);
            if (YES.contains(typed)) {
                return "true";
            }
            if (NO.contains(typed)) {
                return "false";
            }
            if (!typed.isEmpty()) {
                wrong(key, "„%s“: Bitte ja oder nein eintragen.".formatted(shortened(cell(key))));
            }
            return otherwise;
        }

        private String cell(String key) {
            return raw.cell(key);
        }

        private void wrong(String key, String message) {
            findings.add(new Finding(Finding.Kind.WRONG, key.isEmpty() ? "" : Column.headerOf(key), message));
        }
    }

    private static String kept(String text) {
        return cut(text, KEPT);
    }

    private static String shortened(String text) {
        return cut(text, QUOTED);
    }

    private static String cut(String text, int most) {
        return Texts.length(text) <= most ? text : text.substring(0, text.offsetByCodePoints(0, most)) + "…";
    }
}
