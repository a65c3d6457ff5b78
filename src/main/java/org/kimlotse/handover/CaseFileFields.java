package org.kimlotse.handover;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kimlotse.casefile.Case;
import org.kimlotse.casefile.Cases;
import org.kimlotse.casefile.Fact;
import org.kimlotse.casefile.Facts;
import org.kimlotse.casefile.Person;
import org.kimlotse.casefile.Persons;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The fields of the case file that may be handed over, by data category. Health is none of them. */
@Component
@Order(0)
class CaseFileFields implements DataPackageSource {

    /** Kinds of fact by category, in the order in which they are shown. Free text is never among them. */
    private static final List<Map.Entry<String, String>> FACTS = List.of(
            Map.entry("STATUS", "residenceStatus"),
            Map.entry("STATUS", "protectionKind"),
            Map.entry("STATUS", "decisionServedOn"),
            Map.entry("STATUS", "titleKind"),
            Map.entry("STATUS", "titleIssuedOn"),
            Map.entry("STATUS", "inGermanySince"),
            Map.entry("STATUS", "assignmentMunicipality"),
            Map.entry("BENEFIT", "benefitNow"),
            Map.entry("BENEFIT", "needsSupport"),
            Map.entry("WORK", "employable"));

    /** What is stated of the person as such; everything else in a package is derived from it. */
    private static final Set<String> IDENTITY = Set.of(
            "familyName",
            "givenName",
            "birthDate",
            "municipality",
            "phone",
            "language",
            "interpreterNeeded",
            "householdSize");

    /** True for what somebody has stated, false for what was derived from it. */
    static boolean states(String fieldKey) {
        return IDENTITY.contains(fieldKey)
                || FACTS.stream().anyMatch(fact -> fact.getValue().equals(fieldKey));
    }

    private final Cases cases;
    private final Persons persons;
    private final Facts facts;
    private final Clock clock;

    CaseFileFields(Cases cases, Persons persons, Facts facts, Clock clock) {
        this.cases = cases;
        this.persons = persons;
        this.facts = facts;
        this.clock = clock;
    }

    @Override
    public List<DataField> fields(CaseId caseId) {
        Case file = cases.get(caseId);
        Person person = persons.client(caseId);
        List<DataField> fields = new ArrayList<>();
        fields.add(identity("familyName", "Familienname", person.familyName()));
        fields.add(identity("givenName", "Vorname", person.givenName()));
        person.born()
                .ifPresent(day -> fields.add(identity(
                        "birthDate",
                        "Geburtsdatum",
                        BusinessCalendar.german(day) + (person.birthDateUncertain() ? " (nicht gesichert)" : ""))));
        fields.add(identity("municipality", "Wohnort", file.municipality().label()));
        fields.add(identity("phone", "Telefon", person.phone()));
        person.understands().ifPresent(l -> fields.add(identity("language", "Sprache", l.label())));
        fields.add(identity("interpreterNeeded", "Sprachmittlung nötig", person.interpreterNeeded() ? "ja" : "nein"));
        Map<String, Fact> holding = facts.holdingOn(caseId, person.id(), BusinessCalendar.today(clock));
        FACTS.forEach(entry -> {
            Fact fact = holding.get(entry.getValue());
            if (fact != null && !fact.value().isEmpty()) {
                fields.add(new DataField(
                        entry.getKey(),
                        entry.getValue(),
                        facts.label(entry.getValue()),
                        facts.shown(entry.getValue(), fact.value())));
            }
        });
        int household = persons.household(caseId).size();
        if (household > 0) {
            fields.add(
                    new DataField("FAMILY", "householdSize", "Personen im Haushalt", Integer.toString(household + 1)));
        }
        return fields;
    }

    private static DataField identity(String key, String label, String value) {
        return new DataField("IDENTITY", key, label, value);
    }
}
