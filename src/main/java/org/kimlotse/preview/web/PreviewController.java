package org.kimlotse.preview.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.kimlotse.preview.Household;
import org.kimlotse.preview.HouseholdPreview;
import org.kimlotse.preview.Preview;
import org.kimlotse.rulebook.Finding;
import org.kimlotse.rulebook.RuleSetUnavailable;
import org.kimlotse.rulebook.Validity;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.Refused;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Tries the rules on a household; the description is {@code /openapi/decisions.yaml}. Saves nothing, logs nothing of it. */
@RestController
class PreviewController {

    private static final String DISCLAIMER =
            "Alle Ergebnisse sind voraussichtlich und ersetzen keine Rechtsberatung; die zuständige Stelle entscheidet.";

    private static final int LONGEST_BODY = 1_000_000;

    private static final Set<String> MAY_ASK = Set.of("coordination", "process-owner");

    /** As {@link Preview}, with findings in a form fit for reading. */
    record PreviewResponse(
            String asOf,
            LocalDate day,
            Map<String, String> ruleSets,
            Map<String, String> parameters,
            boolean includeAnnounced,
            String disclaimer,
            List<PersonResponse> persons) {}

    record PersonResponse(
            String id,
            List<Preview.Period> timeline,
            List<Preview.Step> steps,
            Set<String> flags,
            @Nullable String indication,
            List<FindingResponse> deadlines,
            List<FindingResponse> missingFacts,
            List<FindingResponse> rejected,
            List<FindingResponse> findings) {}

    record FindingResponse(
            String ruleId,
            String kind,
            String severity,
            String reason,
            @Nullable String legalBasis,
            Map<String, String> values,
            Map<String, LocalDate> dates,
            List<String> derivations,
            List<String> factsUsed,
            List<String> missingFacts,
            @Nullable Validity validity) {}

    private final HouseholdPreview previews;
    private final Actors actors;
    private final ObjectMapper json;
    private final Clock clock;

    PreviewController(HouseholdPreview previews, Actors actors, ObjectMapper json, Clock clock) {
        this.previews = previews;
        this.actors = actors;
        this.json = json;
        this.clock = clock;
    }

    @PostMapping(path = "/api/decisions/preview", consumes = MediaType.APPLICATION_JSON_VALUE)
    PreviewResponse preview(@RequestBody byte[] body) {
        if (actors.current().filter(PreviewController::mayAsk).isEmpty()) {
            throw new ResponseStatusException(
                    HttpStatus.FORBIDDEN,
                    "Die Vorschau ist für Fallmanagement, Koordination und Prozessverantwortliche da.");
        }
        Household household = new HouseholdReader(previews.parameters(BusinessCalendar.today(clock)), clock.instant())
                .read(parse(body));
        return response(previews.of(household));
    }

    private static boolean mayAsk(Actors.Actor actor) {
        return !actor.teams().isEmpty() || MAY_ASK.stream().anyMatch(actor::in);
    }

    private JsonNode parse(byte[] body) {
        if (body.length > LONGEST_BODY) {
            throw new Refused("Die Anfrage ist größer als 1 MB.");
        }
        try {
            JsonNode node = json.readTree(new String(body, StandardCharsets.UTF_8));
            if (node == null || !node.isObject()) {
                throw new Refused("Die Anfrage muss ein JSON-Objekt sein.");
            }
            return node;
        } catch (JsonProcessingException e) {
            throw new Refused(
                    "Die Anfrage ist kein JSON: Zeile " + e.getLocation().getLineNr() + ", Spalte "
                            + e.getLocation().getColumnNr() + ".");
        }
    }

    @ExceptionHandler
    ProblemDetail refused(Refused refused) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, refused.getMessage());
        problem.setTitle("Die Angaben sind nicht vollständig oder nicht möglich.");
        problem.setProperty("problems", refused.problems());
        return problem;
    }

    @ExceptionHandler
    ProblemDetail unavailable(RuleSetUnavailable unavailable) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, unavailable.getMessage());
    }

    private static PreviewResponse response(Preview preview) {
        return new PreviewResponse(
                preview.asOf().toString(),
                preview.day(),
                new TreeMap<>(preview.supposed().versions()),
                new TreeMap<>(preview.supposed().parameters()),
                preview.supposed().announced(),
                DISCLAIMER,
                preview.persons().stream()
                        .map(person -> new PersonResponse(
                                person.id(),
                                person.timeline(),
                                person.steps(),
                                person.flags(),
                                person.indication(),
                                findings(person.deadlines()),
                                findings(person.missingFacts()),
                                findings(person.rejected()),
                                findings(person.findings())))
                        .toList());
    }

    private static List<FindingResponse> findings(List<Finding> findings) {
        return findings.stream()
                .map(f -> new FindingResponse(
                        f.ruleId(),
                        f.kind(),
                        f.severity().name(),
                        f.reason(),
                        f.legalBasis() == null ? null : f.legalBasis().citation(),
                        f.values(),
                        f.dates(),
                        f.derivations(),
                        f.factsUsed(),
                        f.missingFacts(),
                        f.validity()))
                .toList();
    }
}
