package org.kimlotse.board;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kimlotse.access.ReadLog;
import org.kimlotse.assessment.BenefitLaw;
import org.kimlotse.assessment.FactCorrection;
import org.kimlotse.assessment.PersonCorrection;
import org.kimlotse.assessment.StatusFact;
import org.kimlotse.casefile.Case;
import org.kimlotse.casefile.Fact;
import org.kimlotse.casefile.Facts;
import org.kimlotse.casefile.Language;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.Refused;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Corrects a wrong fact or what is known of the person: see what the rules would say otherwise, then apply. */
@Controller
@RequestMapping("/faelle/{number:KIM-\\d{4}-\\d{5}}/angaben")
class CorrectionController {

    private static final String VIEW = "board/correction";

    /** A fact, or one that is missing ({@code id} null), with its input: {@code kind} is CHOICE, YES_NO, DAY or NUMBER. */
    record Line(
            @Nullable UUID id,
            String key,
            String label,
            String shown,
            String value,
            String kind,
            List<Option> options) {}

    record Option(String value, String label) {}

    private final CasePages pages;
    private final FactCorrection correction;
    private final PersonCorrection people;
    private final Facts facts;
    private final ReadLog readLog;

    CorrectionController(
            CasePages pages, FactCorrection correction, PersonCorrection people, Facts facts, ReadLog readLog) {
        this.pages = pages;
        this.correction = correction;
        this.people = people;
        this.facts = facts;
        this.readLog = readLog;
    }

    @GetMapping
    String choose(@PathVariable String number, Model model) {
        Case file = pages.visible(number);
        readLog.record(file.id(), "CORRECTION");
        return page(file, model);
    }

    /** Step one: nothing is saved, the differences are shown. */
    @PostMapping("/pruefen")
    String preview(
            @PathVariable String number,
            @RequestParam(required = false) @Nullable UUID fact,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String value,
            Model model) {
        Case file = pages.visible(number);
        try {
            model.addAttribute(
                    "preview",
                    fact == null
                            ? correction.previewMissing(file.id(), missing(kind), value)
                            : correction.preview(file.id(), fact, value));
            model.addAttribute("value", value);
        } catch (Refused refused) {
            model.addAttribute("problem", refused.getMessage());
        }
        return page(file, model);
    }

    /** Step two: the correction with its reason. */
    @PostMapping("/berichtigen")
    String apply(
            @PathVariable String number,
            @RequestParam(required = false) @Nullable UUID fact,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String value,
            @RequestParam(defaultValue = "") String reason,
            Model model,
            RedirectAttributes redirect) {
        Case file = pages.visible(number);
        try {
            if (fact == null) {
                String sentence =
                        correction.state(file.id(), missing(kind), value).sentence();
                redirect.addFlashAttribute("done", "Die Angabe ist eingetragen. " + sentence);
            } else {
                String sentence =
                        correction.apply(file.id(), fact, value, reason).sentence();
                redirect.addFlashAttribute("done", "Die Angabe ist berichtigt. " + sentence);
            }
            return "redirect:/faelle/" + file.id().number();
        } catch (Refused refused) {
            model.addAttribute("problem", refused.getMessage());
            return preview(number, fact, kind, value, model);
        }
    }

    /** Step one for what is known of the person: nothing is saved. */
    @PostMapping("/person/pruefen")
    String previewPerson(@PathVariable String number, @RequestParam Map<String, String> form, Model model) {
        Case file = pages.visible(number);
        PersonTyped typed = PersonTyped.of(form);
        model.addAttribute("typed", typed);
        try {
            model.addAttribute("personPreview", people.preview(typed.over(people.person(file.id()))));
        } catch (Refused refused) {
            personRefused(file, typed, refused, model);
        }
        return page(file, model);
    }

    /** Step two: the correction with its reason. */
    @PostMapping("/person/berichtigen")
    String applyPerson(
            @PathVariable String number,
            @RequestParam Map<String, String> form,
            Model model,
            RedirectAttributes redirect) {
        Case file = pages.visible(number);
        PersonTyped typed = PersonTyped.of(form);
        try {
            BenefitLaw after = people.apply(typed.over(people.person(file.id())), form.getOrDefault("reason", ""));
            redirect.addFlashAttribute(
                    "done", "Die Angaben zur Person sind berichtigt." + (after == null ? "" : " " + after.sentence()));
            return "redirect:/faelle/" + file.id().number();
        } catch (Refused refused) {
            if (onlyTheReason(refused)) {
                previewPerson(number, form, model);
            } else {
                model.addAttribute("typed", typed);
            }
            personRefused(file, typed, refused, model);
            return page(file, model);
        }
    }

    /** Whoever was too late sees what stands in the file now, not what they typed. */
    private void personRefused(Case file, PersonTyped typed, Refused refused, Model model) {
        PersonTyped now = PersonTyped.of(people.person(file.id()));
        if (now.version() != typed.version()) {
            model.addAttribute("typed", now);
        }
        Map<String, String> problems = new LinkedHashMap<>();
        refused.problems().forEach(problem -> problems.putIfAbsent(problem.field(), problem.message()));
        model.addAttribute("personProblems", problems);
    }

    private static boolean onlyTheReason(Refused refused) {
        return refused.problems().stream().allMatch(problem -> problem.field().equals("reason"));
    }

    private String page(Case file, Model model) {
        model.addAttribute("file", file);
        if (!model.containsAttribute("typed")) {
            model.addAttribute("typed", PersonTyped.of(people.person(file.id())));
        }
        if (!model.containsAttribute("personProblems")) {
            model.addAttribute("personProblems", Map.of());
        }
        model.addAttribute("languages", Language.values());
        model.addAttribute(
                "lines",
                Stream.concat(
                                correction.correctable(file.id()).stream().map(this::line),
                                correction.missing(file.id()).stream()
                                        .map(kind -> line(null, kind, "noch nicht bekannt", "")))
                        .toList());
        return VIEW;
    }

    private static StatusFact missing(String key) {
        return StatusFact.ofKey(key).orElseThrow(() -> new Refused("Diese Angabe lässt sich hier nicht eintragen."));
    }

    private Line line(Fact fact) {
        StatusFact kind = StatusFact.ofKey(fact.kind()).orElseThrow();
        // Two of a kind stand side by side when something has changed.
        String from = fact.validFrom() == null ? "" : " (ab %s)".formatted(BusinessCalendar.german(fact.validFrom()));
        return line(fact.id(), kind, facts.shown(fact.kind(), fact.value()) + from, fact.value());
    }

    private static Line line(@Nullable UUID id, StatusFact kind, String shown, String value) {
        List<Option> options =
                switch (kind.kind()) {
                    case YES_NO -> List.of(new Option("true", "ja"), new Option("false", "nein"));
                    case CHOICE ->
                        kind.codes().stream()
                                .map(code -> new Option(code, kind.shown(code)))
                                .toList();
                    case DAY, NUMBER -> List.of();
                };
        return new Line(id, kind.key(), kind.label(), shown, value, kind.kind().name(), options);
    }
}
