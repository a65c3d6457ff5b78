package org.kimlotse.preview.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kimlotse.assessment.facts.ApplicationElsewhere;
import org.kimlotse.assessment.facts.ApplicationMade;
import org.kimlotse.assessment.facts.Approval;
import org.kimlotse.assessment.facts.BenefitPaid;
import org.kimlotse.assessment.facts.EuFacts;
import org.kimlotse.assessment.facts.HealthFacts;
import org.kimlotse.assessment.facts.Institution;
import org.kimlotse.assessment.facts.Pension;
import org.kimlotse.assessment.facts.ResidenceStatus;
import org.kimlotse.assessment.facts.StatusAhead;
import org.kimlotse.assessment.facts.StatusFacts;
import org.kimlotse.assessment.facts.StudyFacts;
import org.kimlotse.assessment.facts.WorkFacts;
import org.kimlotse.directory.OfficeKind;
import org.kimlotse.intake.facts.IndicationFacts;
import org.kimlotse.preview.FamilyInput;
import org.kimlotse.preview.GermanInput;
import org.kimlotse.preview.HealthInput;
import org.kimlotse.preview.Household;
import org.kimlotse.preview.Household.Earlier;
import org.kimlotse.preview.Household.Member;
import org.kimlotse.preview.Household.Relation;
import org.kimlotse.preview.Household.Stay;
import org.kimlotse.preview.WorkPlans;
import org.kimlotse.referral.facts.CourseDetails;
import org.kimlotse.referral.facts.GermanLevel;
import org.kimlotse.referral.facts.Literacy;
import org.kimlotse.rulebook.Parameter;
import org.kimlotse.rulebook.Supposed;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.Municipality;
import org.kimlotse.shared.Rechtskreis;
import org.kimlotse.shared.Refused;

/** Reads a household from JSON; refuses with every problem at once, each naming its field. */
final class HouseholdReader {

    /** More people live in no household a case manager asks about. */
    static final int MOST_PERSONS = 30;

    private static final int MOST_OF_ONE_KIND = 60;
    private static final int MOST_RELATIONS = 900;

    private static final List<String> HOUSEHOLD = List.of(
            "asOf", "municipality", "persons", "relations", "events", "parameters", "includeAnnounced", "ruleSets");
    private static final List<String> PERSON = List.of(
            "id",
            "birthDate",
            "birthDateUncertain",
            "inGermanySince",
            "registeredAddressOn",
            "unaccompaniedFoundOn",
            "employable",
            "needsSupport",
            "benefitNow",
            "stayProlongedAbusively",
            "analogBeforeFebruary2024",
            "municipality",
            "moves",
            "sharedAccommodation",
            "consents",
            "statuses",
            "work",
            "studies",
            "applications",
            "approvals",
            "payments",
            "eu",
            "german",
            "health",
            "firstTalk",
            "workPlans",
            "interpreterNeeded",
            "speechConcern",
            "mukisConsent",
            "wantsToMoveTo",
            "movesToFamily",
            "carePlace",
            "schoolYears",
            "schoolDegree",
            "consentToModule3",
            "simpleNeed",
            "asylumQuestion",
            "remedyDeadlineRuns",
            "institutions",
            "pensions");
    private static final List<String> STATUS = List.of(
            "kind",
            "since",
            "decisionServedOn",
            "decisionFinalOn",
            "appealFiled",
            "titleIssuedOn",
            "titleMonths",
            "titleValidUntil",
            "titleValidFrom",
            "fiktionsbescheinigungOn",
            "identityRegisteredOn",
            "suspensionDecidedOn");

    /** Kinds of event and the field of the person's last status, or of the person, that they fill. */
    private static final Map<String, String> EVENTS = Map.ofEntries(
            Map.entry("DECISION_SERVED", "decisionServedOn"),
            Map.entry("DECISION_FINAL", "decisionFinalOn"),
            Map.entry("TITLE_ISSUED", "titleIssuedOn"),
            Map.entry("FIKTIONSBESCHEINIGUNG", "fiktionsbescheinigungOn"),
            Map.entry("IDENTITY_REGISTERED", "identityRegisteredOn"),
            Map.entry("FIRST_DULDUNG", "suspensionDecidedOn"),
            Map.entry("SCHUTZGESUCH", "since"),
            Map.entry("ENTRY", "inGermanySince"),
            Map.entry("ADDRESS_REGISTERED", "registeredAddressOn"),
            Map.entry("UNACCOMPANIED_FOUND", "unaccompaniedFoundOn"),
            Map.entry("BIRTH", "birthDate"));

    private static final Set<String> UNDER_ASYLBLG = Set.of(
            "GESTATTUNG",
            "ANKUNFTSNACHWEIS",
            "FOLGEANTRAG",
            "DULDUNG",
            "DULDUNG_60A_2_3",
            "DULDUNG_60B",
            "DULDUNG_60C",
            "DULDUNG_60D",
            "ENFORCEABLE_DEPARTURE",
            "TITLE_23_1_WAR",
            "TITLE_25_4_1",
            "TITLE_25_5");

    /** Begin with a decision, an application or a title in the country, never with a visa. */
    private static final String ONLY_HERE =
            "GESTATTUNG ANKUNFTSNACHWEIS FOLGEANTRAG DULDUNG DULDUNG_60A_2_3 DULDUNG_60B DULDUNG_60C DULDUNG_60D"
                    + " ENFORCEABLE_DEPARTURE RECOGNISED SUBSIDIARY DEPORTATION_BAN TITLE_25_4_1 TITLE_25_5 TITLE_25A TITLE_25B"
                    + " TITLE_104C";

    private final List<Refused.Problem> problems = new ArrayList<>();
    private final Map<String, String> parametersInForce;
    private final Instant now;

    /** @param parametersInForce name to value: which may be set otherwise */
    HouseholdReader(Map<String, String> parametersInForce, Instant now) {
        this.parametersInForce = parametersInForce;
        this.now = now;
    }

    /** One status as it was given, with the first day it is known to have been there. */
    private static final String DULDUNG = "DULDUNG DULDUNG_60A_2_3 DULDUNG_60B DULDUNG_60C DULDUNG_60D";

    private record Given(ResidenceStatus kind, Fields fields, @Nullable LocalDate since, @Nullable LocalDate begins) {}

    /** @throws Refused with every problem */
    Household read(JsonNode body) {
        Fields root = new Fields(body, "", problems).only(HOUSEHOLD);
        if (body instanceof ObjectNode object) {
            workInEvents(root, object);
        }
        Instant asOf = asOf(root);
        LocalDate today = BusinessCalendar.dayOf(asOf);
        Municipality place = municipality(root, "municipality");
        List<Member> members = root.list("persons", MOST_PERSONS, (fields, i) -> member(fields, place, today));
        if (problems.isEmpty() && members.isEmpty()) {
            root.problem("persons", "ist leer; ein Haushalt hat mindestens eine Person.");
        }
        Set<String> ids = new HashSet<>();
        for (Member member : members) {
            if (!ids.add(member.id())) {
                root.problem("persons", "hat zwei Personen mit der id „" + member.id() + "“.");
            }
        }
        List<Relation> relations = root.list("relations", MOST_RELATIONS, (fields, i) -> relation(fields, ids));
        circles(root, relations);
        Supposed supposed = new Supposed(parameters(root), root.yes("includeAnnounced"), ruleSets(root));
        if (!problems.isEmpty()) {
            throw new Refused(problems);
        }
        return new Household(asOf, members, relations, supposed);
    }

    private Instant asOf(Fields root) {
        String text = root.text("asOf");
        if (text == null) {
            return now;
        }
        try {
            Instant instant = text.contains("T")
                    ? Instant.parse(text)
                    : LocalDate.parse(text)
                            .atTime(LocalTime.NOON)
                            .atZone(BusinessCalendar.ZONE)
                            .toInstant();
            LocalDate day = BusinessCalendar.dayOf(instant);
            if (day.isBefore(Fields.FIRST_DAY) || day.isAfter(Fields.LAST_DAY)) {
                root.problem("asOf", "liegt nicht zwischen 1900 und 2100: " + text + ".");
                return now;
            }
            return instant;
        } catch (DateTimeException e) {
            root.problem(
                    "asOf", "ist weder ein Tag (2026-09-30) noch ein Zeitpunkt (2026-09-30T10:00:00Z): " + text + ".");
            return now;
        }
    }

    /** Dated events fill the field they are about; a field already there must say the same. */
    private void workInEvents(Fields root, ObjectNode body) {
        root.list("events", MOST_RELATIONS, (fields, i) -> {
            fields.only(List.of("person", "kind", "on"));
            String person = fields.text("person");
            String kind = fields.oneOf("kind", EVENTS.keySet());
            LocalDate on = fields.day("on");
            if (person == null) {
                fields.problem("person", "fehlt.");
            }
            if (kind == null && !fields.has("kind")) {
                fields.problem("kind", "fehlt.");
            }
            if (on == null && !fields.has("on")) {
                fields.problem("on", "fehlt.");
            }
            if (person != null && kind != null && on != null) {
                fill(fields, body, person, String.valueOf(EVENTS.get(kind)), on);
            }
            return null;
        });
    }

    private void fill(Fields event, ObjectNode body, String person, String field, LocalDate on) {
        for (JsonNode node : body.path("persons")) {
            if (node instanceof ObjectNode one && one.path("id").asText().equals(person)) {
                ObjectNode target = one;
                if (STATUS.contains(field)) {
                    if (!(one.path("statuses") instanceof ArrayNode statuses)
                            || !(statuses.path(statuses.size() - 1) instanceof ObjectNode last)) {
                        event.problem("person", "hat keinen Aufenthaltsstatus, zu dem das Ereignis gehört.");
                        return;
                    }
                    target = last;
                }
                if (target.hasNonNull(field) && !target.path(field).asText().equals(on.toString())) {
                    event.problem(
                            "on",
                            "widerspricht „" + field + "“: "
                                    + target.path(field).asText() + ".");
                    return;
                }
                target.put(field, on.toString());
                return;
            }
        }
        event.problem("person", "„" + person + "“ gibt es im Haushalt nicht.");
    }

    private @Nullable Municipality municipality(Fields fields, String name) {
        String text = fields.text(name);
        if (text == null) {
            return null;
        }
        return Municipality.find(text).orElseGet(() -> {
            fields.problem(name, "ist keine Kommune des Rhein-Sieg-Kreises: " + text + ".");
            return null;
        });
    }

    private @Nullable Relation relation(Fields fields, Set<String> ids) {
        fields.only(List.of("kind", "from", "to"));
        String kind = fields.oneOf("kind", Set.of("SPOUSE", "PARENT"));
        String from = id(fields, "from", ids);
        String to = id(fields, "to", ids);
        if (from != null && from.equals(to)) {
            fields.problem("to", "ist dieselbe Person wie „from“.");
        }
        if (kind == null && !fields.has("kind")) {
            fields.problem("kind", "fehlt.");
        }
        return kind == null || from == null || to == null ? null : new Relation(kind, from, to);
    }

    /** Nobody is the parent of a parent of his or her own, nor the spouse of a parent. */
    private static void circles(Fields root, List<Relation> relations) {
        for (Relation parent :
                relations.stream().filter(r -> r.kind().equals("PARENT")).toList()) {
            Set<String> seen = new HashSet<>();
            List<String> next = List.of(parent.from());
            while (!next.isEmpty()) {
                List<String> above = next.stream()
                        .filter(seen::add)
                        .flatMap(id -> relations.stream()
                                .filter(r -> r.kind().equals("PARENT") && r.to().equals(id))
                                .map(Relation::from))
                        .toList();
                next = above;
            }
            if (seen.contains(parent.to())) {
                root.problem("relations", "machen „" + parent.to() + "“ zum eigenen Vorfahren.");
                return;
            }
            if (relations.stream()
                    .anyMatch(r -> r.kind().equals("SPOUSE")
                            && Set.of(r.from(), r.to()).equals(Set.of(parent.from(), parent.to())))) {
                root.problem(
                        "relations",
                        "machen „" + parent.from() + "“ und „" + parent.to()
                                + "“ zugleich zu Eheleuten und zu Elternteil und Kind.");
                return;
            }
        }
    }

    private static @Nullable String id(Fields fields, String name, Set<String> ids) {
        String id = fields.text(name);
        if (id == null) {
            fields.problem(name, "fehlt.");
        } else if (!ids.contains(id)) {
            fields.problem(name, "nennt eine Person, die es im Haushalt nicht gibt: " + id + ".");
        }
        return id;
    }

    /** Versions to ask, as an earlier answer named them. */
    private Map<String, String> ruleSets(Fields root) {
        Map<String, String> versions = new TreeMap<>();
        JsonNode node = root.get("ruleSets");
        if (node.isMissingNode() || node.isNull()) {
            return versions;
        }
        Fields fields = root.object("ruleSets");
        node.fieldNames().forEachRemaining(name -> {
            String version = node.path(name).asText();
            if (version.matches("[0-9a-f]{64}")) {
                versions.put(name, version);
            } else {
                fields.problem(name, "ist keine Fassung (64 Zeichen, wie eine frühere Antwort sie nennt).");
            }
        });
        return versions;
    }

    private Map<String, String> parameters(Fields root) {
        Map<String, String> parameters = new TreeMap<>();
        JsonNode node = root.get("parameters");
        if (node.isMissingNode() || node.isNull()) {
            return parameters;
        }
        Fields fields = root.object("parameters");
        node.fieldNames().forEachRemaining(name -> {
            String before = parametersInForce.get(name);
            String value = node.path(name).asText();
            if (before == null) {
                fields.problem(name, "ist kein Parameter der Regeln.");
            } else if (!Parameter.words(name).isEmpty()) {
                fields.oneOf(name, Parameter.words(name));
            } else if (before.matches("\\d+") && !value.matches("\\d{1,5}")) {
                fields.problem(name, "muss eine ganze Zahl sein.");
            } else if (before.matches("true|false") && !value.matches("true|false")) {
                fields.problem(name, "muss true oder false sein.");
            } else if (before.matches("\\d{4}-\\d{2}-\\d{2}")) {
                if (fields.day(name) == null && node.path(name).isNull()) {
                    fields.problem(name, "muss ein Tag sein.");
                }
            } else if (!value.matches("[A-Za-z0-9_-]{1,60}")) {
                fields.problem(name, "hat einen Wert, den es nicht gibt.");
            }
            parameters.put(name, value);
        });
        return parameters;
    }

    // ---- one person ------------------------------------------------------------------------------------------

    private @Nullable Member member(Fields fields, @Nullable Municipality place, LocalDate today) {
        fields.only(PERSON);
        String id = fields.text("id");
        if (id == null && !fields.has("id")) {
            fields.problem("id", "fehlt.");
        }
        LocalDate birth = fields.day("birthDate");
        List<Given> statuses = statuses(fields, birth);
        List<Stay> stays = stays(fields, place);
        Member member = new Member(
                id == null ? "?" : id,
                status(fields, statuses, inForce(statuses, today), birth, place),
                earlier(fields, statuses, inForce(statuses, today), birth, place),
                order(statuses),
                facts(fields),
                stays,
                consents(fields),
                fields.yesNo("sharedAccommodation"),
                german(fields),
                health(fields),
                firstTalk(fields, birth),
                workPlans(fields),
                family(fields, statuses, stays, today));
        return id == null ? null : member;
    }

    private List<Given> statuses(Fields person, @Nullable LocalDate birth) {
        List<Given> statuses = person.list("statuses", MOST_OF_ONE_KIND, (fields, i) -> given(fields, birth));
        if (!person.has("statuses")
                || person.get("statuses").isArray() && person.get("statuses").isEmpty()) {
            person.problem("statuses", "fehlt oder ist leer; nennen Sie mindestens einen Aufenthaltsstatus.");
        }
        return statuses;
    }

    private static @Nullable Given given(Fields fields, @Nullable LocalDate birth) {
        fields.only(STATUS);
        ResidenceStatus kind = fields.choice("kind", ResidenceStatus.class);
        if (kind == null && !fields.has("kind")) {
            fields.problem("kind", "fehlt.");
        }
        LocalDate since = fields.day("since");
        LocalDate served = fields.day("decisionServedOn");
        LocalDate titled = fields.day("titleIssuedOn");
        if (birth != null) {
            for (Map.Entry<String, @Nullable LocalDate> one :
                    entries("since", since, "decisionServedOn", served, "titleIssuedOn", titled)) {
                LocalDate day = one.getValue();
                if (day != null && day.isBefore(birth)) {
                    fields.problem(one.getKey(), "liegt vor der Geburt.");
                }
            }
        }
        LocalDate begins = Stream.of(since, served, titled, fields.day("fiktionsbescheinigungOn"))
                .filter(java.util.Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
        return kind == null ? null : new Given(kind, fields, since, begins);
    }

    private static List<Map.Entry<String, @Nullable LocalDate>> entries(
            String a,
            @Nullable LocalDate first,
            String b,
            @Nullable LocalDate second,
            String c,
            @Nullable LocalDate third) {
        return List.of(
                new java.util.AbstractMap.SimpleEntry<>(a, first),
                new java.util.AbstractMap.SimpleEntry<>(b, second),
                new java.util.AbstractMap.SimpleEntry<>(c, third));
    }

    /** The place of the last status that has begun by the day, or -1. */
    private static int inForce(List<Given> statuses, LocalDate today) {
        int at = -1;
        for (int i = 0; i < statuses.size(); i++) {
            LocalDate begins = statuses.get(i).begins();
            if (begins == null || !begins.isAfter(today) || at < 0) {
                at = i;
            }
        }
        return at;
    }

    /** The titles before the status in force; § 25 Abs. 5 AufenthG is one of them, its AsylbLG can have ended too. */
    private List<Earlier> earlier(
            Fields person, List<Given> statuses, int at, @Nullable LocalDate birth, @Nullable Municipality place) {
        List<Earlier> earlier = new ArrayList<>();
        for (int i = 0; i < at; i++) {
            LocalDate next = statuses.get(i + 1).begins();
            if (title(statuses.get(i)) && next != null) {
                boolean directly = i + 1 == at || title(statuses.get(i + 1));
                earlier.add(new Earlier(status(person, statuses, i, birth, place), next.minusDays(1), directly));
            }
        }
        return earlier;
    }

    private static boolean title(Given status) {
        return status.kind() == ResidenceStatus.TITLE_25_5
                || !UNDER_ASYLBLG.contains(status.kind().name());
    }

    /** The beginnings of the first two statuses in the wrong order, else of none. */
    private static List<LocalDate> order(List<Given> statuses) {
        for (int i = 1; i < statuses.size(); i++) {
            LocalDate before = statuses.get(i - 1).begins();
            LocalDate after = statuses.get(i).begins();
            if (before != null && after != null && after.isBefore(before)) {
                return List.of(before, after);
            }
        }
        return List.of();
    }

    /** The status at that place, with the start of the AsylbLG before it. */
    private StatusFacts status(
            Fields person, List<Given> statuses, int at, @Nullable LocalDate birth, @Nullable Municipality place) {
        StatusFacts.Builder builder =
                StatusFacts.with(at < 0 ? null : statuses.get(at).kind());
        if (at >= 0) {
            Fields status = statuses.get(at).fields();
            builder.decisionServedOn(status.day("decisionServedOn"))
                    .decisionFinalOn(status.day("decisionFinalOn"))
                    .appealFiled(status.yesNo("appealFiled"))
                    .title(status.day("titleIssuedOn"), status.number("titleMonths", 1, 600))
                    .titleValidFrom(status.day("titleValidFrom"))
                    .titleValidUntil(status.day("titleValidUntil"))
                    .certificateOn(status.day("fiktionsbescheinigungOn"))
                    .identityRegisteredOn(status.day("identityRegisteredOn"))
                    .suspensionDecidedOn(status.day("suspensionDecidedOn"))
                    .statusSince(since(statuses, at));
        }
        Rechtskreis now = person.choice("benefitNow", Rechtskreis.class);
        boolean before = at > 0
                && UNDER_ASYLBLG.contains(statuses.get(at - 1).kind().name())
                && !UNDER_ASYLBLG.contains(statuses.get(at).kind().name());
        return builder.birthDate(birth, person.yes("birthDateUncertain"))
                .inGermanySince(person.day("inGermanySince"))
                .registeredAddressOn(person.day("registeredAddressOn"))
                .unaccompaniedFoundOn(person.day("unaccompaniedFoundOn"))
                .employable(person.yesNo("employable"))
                .needsSupport(person.yesNo("needsSupport"))
                .stayProlongedAbusively(person.yesNo("stayProlongedAbusively"))
                .analogBeforeFebruary2024(person.yesNo("analogBeforeFebruary2024"))
                .benefitNow(now == null && before ? Rechtskreis.ASYLBLG : now)
                .municipality(place)
                .build();
    }

    private static @Nullable LocalDate since(List<Given> statuses, int at) {
        LocalDate since = statuses.get(at).since();
        for (int i = at - 1;
                i >= 0 && UNDER_ASYLBLG.contains(statuses.get(i).kind().name());
                i--) {
            LocalDate earlier = statuses.get(i).begins();
            if (earlier != null && (since == null || earlier.isBefore(since))) {
                since = earlier;
            }
        }
        return since;
    }

    private List<Stay> stays(Fields person, @Nullable Municipality ofHousehold) {
        Municipality own = municipality(person, "municipality");
        List<Stay> moves = person.list("moves", MOST_OF_ONE_KIND, (fields, i) -> {
            fields.only(List.of("on", "to", "toOutside", "assigned"));
            LocalDate on = required(fields, "on");
            String outside = fields.text("toOutside");
            if ((outside != null) == fields.has("to")) {
                fields.problem(
                        "to",
                        "oder „toOutside“ (ein Ort außerhalb des Rhein-Sieg-Kreises) ist anzugeben, nicht beides.");
            }
            Municipality to = outside == null ? municipality(fields, "to") : null;
            return on == null ? null : new Stay(on, to, outside, fields.yes("assigned"));
        });
        List<Stay> stays = new ArrayList<>();
        stays.add(new Stay(null, own == null ? ofHousehold : own, null, true));
        moves.stream()
                .sorted(Comparator.comparing(Stay::from, Comparator.nullsFirst(Comparator.naturalOrder())))
                .forEach(stays::add);
        return stays;
    }

    private static Set<String> consents(Fields person) {
        Set<String> kinds =
                Stream.of(OfficeKind.values()).map(Enum::name).collect(Collectors.toCollection(TreeSet::new));
        if (person.get("consents").isTextual()) {
            return person.oneOf("consents", Set.of("ALL", "NONE")) != null
                            && person.get("consents").asText().equals("ALL")
                    ? kinds
                    : Set.of();
        }
        return Set.copyOf(person.words("consents", kinds));
    }

    private List<Record> facts(Fields person) {
        List<Record> facts = new ArrayList<>();
        facts.addAll(person.list("work", MOST_OF_ONE_KIND, (fields, i) -> {
            fields.only(List.of(
                    "from",
                    "until",
                    "selfEmployed",
                    "coversNeed",
                    "involuntaryEnd",
                    "endConfirmedByAgency",
                    "insured",
                    "weeklyHours",
                    "averageNeedMet"));
            LocalDate from = fields.day("from");
            LocalDate until = fields.day("until");
            fields.inOrder("from", from, "until", until);
            return new WorkFacts(
                    from,
                    until,
                    fields.yes("selfEmployed"),
                    fields.yes("coversNeed"),
                    fields.yesNo("involuntaryEnd"),
                    fields.yesNo("endConfirmedByAgency"),
                    fields.yesNo("insured"),
                    fields.number("weeklyHours", 0, 100),
                    fields.yesNo("averageNeedMet"));
        }));
        facts.addAll(person.list("studies", MOST_OF_ONE_KIND, (fields, i) -> {
            fields.only(List.of("from", "until", "bafoegEligible", "exception7Abs6"));
            LocalDate from = required(fields, "from");
            LocalDate until = fields.day("until");
            fields.inOrder("from", from, "until", until);
            return from == null
                    ? null
                    : new StudyFacts(from, until, fields.yesNo("bafoegEligible"), fields.yesNo("exception7Abs6"));
        }));
        facts.addAll(person.list("applications", MOST_OF_ONE_KIND, (fields, i) -> {
            fields.only(List.of("law", "on", "informal", "at", "receivedBy"));
            Rechtskreis law = fields.choice("law", Rechtskreis.class);
            LocalDate on = required(fields, "on");
            String at = fields.text("at");
            String receiver = fields.oneOf("receivedBy", RECEIVERS);
            if (on != null && "ANDERE".equals(receiver)) {
                return new ApplicationElsewhere(law == null ? Rechtskreis.SGB_II : law, on, at == null ? "" : at);
            }
            return on == null
                    ? null
                    : new ApplicationMade(
                            law == null ? Rechtskreis.SGB_II : law, on, fields.yes("informal"), at == null ? "" : at);
        }));
        facts.addAll(person.list("approvals", MOST_OF_ONE_KIND, (fields, i) -> {
            fields.only(List.of("law", "from", "until"));
            Rechtskreis law = fields.choice("law", Rechtskreis.class);
            LocalDate from = required(fields, "from");
            LocalDate until = required(fields, "until");
            fields.inOrder("from", from, "until", until);
            return from == null || until == null
                    ? null
                    : new Approval(law == null ? Rechtskreis.SGB_II : law, from, until);
        }));
        facts.addAll(person.list("payments", MOST_OF_ONE_KIND, (fields, i) -> {
            fields.only(List.of("law", "from", "until", "arrivedOn"));
            Rechtskreis law = fields.choice("law", Rechtskreis.class);
            if (law == null && !fields.has("law")) {
                fields.problem("law", "fehlt.");
            }
            LocalDate from = required(fields, "from");
            LocalDate until = fields.day("until");
            fields.inOrder("from", from, "until", until);
            return from == null || law == null ? null : new BenefitPaid(law, from, until, fields.day("arrivedOn"));
        }));
        facts.addAll(person.list("institutions", MOST_OF_ONE_KIND, (fields, i) -> {
            fields.only(List.of("kind", "from", "until", "worksFifteenHours"));
            String kind = fields.oneOf("kind", Set.of("PRISON", "INPATIENT", "HOSPITAL"));
            LocalDate from = required(fields, "from");
            LocalDate until = fields.day("until");
            fields.inOrder("from", from, "until", until);
            return from == null || kind == null
                    ? missing(fields, kind)
                    : new Institution(kind, from, until, fields.yes("worksFifteenHours"));
        }));
        facts.addAll(person.list("pensions", MOST_OF_ONE_KIND, (fields, i) -> {
            fields.only(List.of("kind", "from", "until"));
            String kind = fields.oneOf("kind", Set.of("OLD_AGE", "WIDOW", "REDUCED_EARNING"));
            LocalDate from = required(fields, "from");
            LocalDate until = fields.day("until");
            fields.inOrder("from", from, "until", until);
            return from == null || kind == null ? missing(fields, kind) : new Pension(kind, from, until);
        }));
        if (person.has("eu")) {
            Fields eu = person.object("eu").only(List.of("lossDetermined", "otherRight"));
            facts.add(new EuFacts(eu.yesNo("lossDetermined"), eu.yesNo("otherRight")));
        }
        return facts;
    }

    /** What an observation is called in a request, and what the rules and the form of the case path call it. */
    private static final Map<String, String> OBSERVATIONS = Map.ofEntries(
            Map.entry("CONCENTRATION", "CONCENTRATION"),
            Map.entry("SLEEP", "SLEEP"),
            Map.entry("FLASHBACKS", "FLASHBACKS"),
            Map.entry("FEAR_OR_WITHDRAWAL", "WITHDRAWAL"),
            Map.entry("PAIN_WITHOUT_FINDING", "PAIN"),
            Map.entry("REPORTED_VIOLENCE", HealthFacts.VIOLENCE),
            Map.entry("GRIEF", "GRIEF"),
            Map.entry("SUBSTANCE_USE", "SUBSTANCE"),
            Map.entry("CONFUSION", "CONFUSED"),
            Map.entry("PREGNANCY", "PREGNANCY"),
            Map.entry("CHRONIC_ILLNESS", "CHRONIC"),
            Map.entry("DISABILITY", "DISABILITY"),
            Map.entry("MEDICATION_RUNS_OUT", "MEDICATION"),
            Map.entry("CHILD_CONSPICUOUS", "CHILD"));

    /** As the form of the first talk has them. */
    private static final Set<String> NEEDS = Set.of(
            "LANGUAGE", "LIVELIHOOD", "HEALTH", "HOUSING", "WORK", "RESIDENCE", "FAMILY", "SCHOOL", "DEBT", "SOCIAL");

    private static final Set<String> AGENCIES = Set.of(
            "SOCIAL_OFFICE",
            "JOBCENTER",
            "IMMIGRATION_OFFICE",
            "EMPLOYMENT_AGENCY",
            "COURSE_PROVIDER",
            "YOUTH_OFFICE",
            "HEALTH_INSURER",
            "HEALTH_SERVICE",
            "FAMILY_BENEFITS",
            "SCHOOL",
            "OTHER");

    private static final Set<String> DANGERS = Set.of(
            "SUICIDE", "DANGER_TO_OTHERS", "PSYCHOSIS", "MEDICAL_EMERGENCY", "CHILD_ENDANGERMENT", "DOMESTIC_VIOLENCE");

    private static final Set<String> DOORS =
            Set.of("ANSPRUCH", "JOBCENTER", "SOZIALAMT", "BAMF", "BERUFSSPRACHKURS", "KOMMUNAL");

    /** § 16 Abs. 1 SGB I names the first three; at any other place an application lies only. */
    private static final Set<String> RECEIVERS = Set.of("LEISTUNGSTRAEGER", "GEMEINDE", "AUSLANDSVERTRETUNG", "ANDERE");

    private static final Set<String> FINISHED =
            Set.of("ALLGEMEIN", "INTENSIV", "ALPHABETISIERUNG", "ZWEITSCHRIFT", "FOERDERKURS");

    private static <T> @Nullable T missing(Fields fields, @Nullable String kind) {
        if (kind == null && !fields.has("kind")) {
            fields.problem("kind", "fehlt.");
        }
        return null;
    }

    private static @Nullable GermanInput german(Fields person) {
        if (!person.has("german")) {
            return null;
        }
        Fields fields = person.object("german")
                .only(List.of(
                        "level",
                        "literacy",
                        "inSchool",
                        "fullTimePossible",
                        "childcareNeeded",
                        "certificateOn",
                        "obliged",
                        "registeredOn",
                        "absentDays",
                        "door",
                        "refusedDoors",
                        "couldNotRegister",
                        "startedOn",
                        "begun",
                        "intensiveFeasible",
                        "supportNeed",
                        "wishedKind",
                        "lowNeed",
                        "finishedKind",
                        "testPassed",
                        "interruptedSince",
                        "children"));
        Integer children = fields.number("children", 0, 20);
        return new GermanInput(
                fields.choice("level", GermanLevel.class),
                fields.choice("literacy", Literacy.class),
                fields.yesNo("inSchool"),
                fields.yesNo("fullTimePossible"),
                fields.yesNo("childcareNeeded"),
                fields.day("certificateOn"),
                fields.yesNo("obliged"),
                fields.day("registeredOn"),
                fields.number("absentDays", 0, 365),
                fields.oneOf("door", DOORS),
                Set.copyOf(fields.words("refusedDoors", DOORS)),
                fields.yesNo("couldNotRegister"),
                fields.day("startedOn"),
                fields.yesNo("begun"),
                fields.day("interruptedSince"),
                new CourseDetails(
                        fields.yesNo("intensiveFeasible"),
                        fields.yesNo("supportNeed"),
                        fields.oneOf("wishedKind", Set.of("FRAUEN", "ELTERN", "JUGEND")),
                        fields.yesNo("lowNeed"),
                        fields.oneOf("finishedKind", FINISHED),
                        fields.yesNo("testPassed"),
                        children == null ? 0 : children,
                        null,
                        null));
    }

    private static @Nullable HealthInput health(Fields person) {
        if (!person.has("health")) {
            return null;
        }
        Fields fields = person.object("health")
                .only(List.of(
                        "observations",
                        "impaired",
                        "noticedOn",
                        "acuteDanger",
                        "consents",
                        "sentOn",
                        "therapyOngoing",
                        "specialNeeds",
                        "access",
                        "secrecyReleased"));
        Set<String> kinds = Stream.of(OfficeKind.values()).map(Enum::name).collect(Collectors.toSet());
        return new HealthInput(
                fields.words("observations", OBSERVATIONS.keySet()).stream()
                        .map(OBSERVATIONS::get)
                        .map(java.util.Objects::requireNonNull)
                        .collect(Collectors.toUnmodifiableSet()),
                fields.yes("impaired"),
                fields.day("noticedOn"),
                Set.copyOf(fields.words("acuteDanger", DANGERS)),
                Set.copyOf(fields.words("consents", kinds)),
                fields.day("sentOn"),
                fields.yes("therapyOngoing"),
                fields.yes("specialNeeds"),
                fields.oneOf("access", Set.of("EGK", "SCHEIN")),
                fields.yesNo("secrecyReleased"));
    }

    private static @Nullable IndicationFacts firstTalk(Fields person, @Nullable LocalDate birth) {
        if (!person.has("firstTalk")) {
            return null;
        }
        Fields fields = person.object("firstTalk")
                .only(List.of("needAreas", "agencies", "managesAlone", "wantsCaseManagement", "consents"));
        return new IndicationFacts(
                Set.copyOf(fields.words("needAreas", NEEDS)),
                Set.copyOf(fields.words("agencies", AGENCIES)),
                fields.yesNo("managesAlone"),
                fields.yesNo("wantsCaseManagement"),
                fields.yesNo("consents"),
                birth,
                person.yes("birthDateUncertain"));
    }

    private static @Nullable WorkPlans workPlans(Fields person) {
        if (!person.has("workPlans")) {
            return null;
        }
        Fields fields = person.object("workPlans")
                .only(List.of(
                        "recognition",
                        "profession",
                        "talkOn",
                        "planOn",
                        "planHasCourse",
                        "talkMissed",
                        "municipalServices"));
        return new WorkPlans(
                fields.yesNo("recognition"),
                fields.oneOf("profession", Set.of("HEALTH", "TEACHING", "OTHER")),
                fields.day("talkOn"),
                fields.day("planOn"),
                fields.yesNo("planHasCourse"),
                fields.yesNo("talkMissed"),
                Set.copyOf(
                        fields.words("municipalServices", Set.of("CHILDCARE", "DEBT", "ADDICTION", "PSYCHOSOCIAL"))));
    }

    private static FamilyInput family(Fields person, List<Given> statuses, List<Stay> stays, LocalDate today) {
        LocalDate moved = stays.stream()
                .map(Stay::from)
                .filter(Objects::nonNull)
                .filter(day -> !day.isAfter(today))
                .max(Comparator.naturalOrder())
                .orElse(null);
        Integer years = person.number("schoolYears", 0, 20);
        int at = inForce(statuses, today);
        return new FamilyInput(
                statuses.isEmpty()
                        ? null
                        : statuses.get(statuses.size() - 1).fields().day("titleValidUntil"),
                person.text("wantsToMoveTo"),
                person.yes("movesToFamily"),
                moved,
                person.yes("carePlace"),
                years == null ? 0 : years,
                person.yes("schoolDegree"),
                person.yesNo("consentToModule3"),
                person.yes("simpleNeed"),
                person.yes("asylumQuestion"),
                person.yes("remedyDeadlineRuns"),
                at < 0 ? null : statuses.get(at).begins(),
                toleratedSince(statuses, at),
                statuses.stream()
                        .filter(given -> given.kind().in(DULDUNG))
                        .map(Given::begins)
                        .filter(Objects::nonNull)
                        .min(Comparator.naturalOrder())
                        .orElse(null),
                statuses.subList(0, Math.max(at, 0)).stream()
                        .map(HouseholdReader::here)
                        .filter(Objects::nonNull)
                        .min(Comparator.naturalOrder())
                        .orElse(null),
                statuses.stream()
                        .filter(given -> given.kind() == ResidenceStatus.GESTATTUNG)
                        .map(Given::begins)
                        .filter(java.util.Objects::nonNull)
                        .findFirst()
                        .orElse(null),
                after60b(statuses, at),
                begin60b(statuses, at),
                person.choice("benefitNow", Rechtskreis.class),
                ahead(statuses, at, today),
                person.yesNo("interpreterNeeded"),
                person.oneOf("speechConcern", Set.of("KITA", "MEDICAL")),
                person.yesNo("mukisConsent"));
    }

    /** First day of a status that there is only in the country; of others, which a visa may begin, that of decision or title. */
    private static @Nullable LocalDate here(Given given) {
        if (given.kind().in(ONLY_HERE)) {
            return given.begins();
        }
        return Stream.of("decisionServedOn", "titleIssuedOn", "fiktionsbescheinigungOn")
                .map(given.fields()::day)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private static @Nullable StatusAhead ahead(List<Given> statuses, int at, LocalDate today) {
        for (Given given : statuses.subList(at + 1, statuses.size())) {
            LocalDate begins = given.begins();
            if (begins != null && begins.isAfter(today)) {
                return new StatusAhead(given.kind(), begins);
            }
        }
        return null;
    }

    private static @Nullable LocalDate toleratedSince(List<Given> statuses, int at) {
        LocalDate since = null;
        for (int i = at; i >= 0 && statuses.get(i).kind().in(DULDUNG); i--) {
            since = statuses.get(i).begins();
        }
        return since;
    }

    private static @Nullable LocalDate after60b(List<Given> statuses, int at) {
        for (int i = at - 1; i >= 0; i--) {
            if (statuses.get(i).kind() == ResidenceStatus.DULDUNG_60B) {
                return statuses.get(i + 1).begins();
            }
        }
        return null;
    }

    private static @Nullable LocalDate begin60b(List<Given> statuses, int at) {
        for (int i = at - 1; i >= 0; i--) {
            if (statuses.get(i).kind() == ResidenceStatus.DULDUNG_60B) {
                return statuses.get(i).begins();
            }
        }
        return null;
    }

    private static @Nullable LocalDate required(Fields fields, String name) {
        LocalDate day = fields.day(name);
        if (day == null && !fields.has(name)) {
            fields.problem(name, "fehlt.");
        }
        return day;
    }
}
