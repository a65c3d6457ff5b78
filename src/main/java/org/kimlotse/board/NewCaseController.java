package org.kimlotse.board;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kimlotse.casefile.CaseOpening;
import org.kimlotse.casefile.Language;
import org.kimlotse.casefile.NewCase;
import org.kimlotse.casefile.Opening;
import org.kimlotse.engine.Workflows;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Municipality;
import org.kimlotse.shared.Refused;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** <em>Neuer Fall</em>: name, birth date, municipality, language; then the first task is on the screen. */
@Controller
@RequestMapping("/faelle/neu")
class NewCaseController {

    private static final String VIEW = "board/new-case";

    private final CaseOpening opening;
    private final Workflows workflows;
    private final Actors actors;

    NewCaseController(CaseOpening opening, Workflows workflows, Actors actors) {
        this.opening = opening;
        this.workflows = workflows;
        this.actors = actors;
    }

    @ModelAttribute("municipalities")
    List<Municipality> municipalities() {
        return actors.current().stream()
                .flatMap(actor -> actor.municipalities().stream())
                .sorted(Comparator.comparing(Municipality::label))
                .toList();
    }

    @ModelAttribute("languages")
    List<Choice> languages() {
        return List.of(Language.values()).stream()
                .map(language -> new Choice(language.name(), language.label()))
                .toList();
    }

    record Choice(String code, String label) {}

    /** Who may not open a case learns it before typing. */
    @GetMapping
    String ask(Model model, HttpServletResponse response) {
        if (municipalities().isEmpty()) {
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
            return "board/new-case-refused";
        }
        NewCaseForm form = new NewCaseForm();
        form.setClientToken(UUID.randomUUID().toString());
        model.addAttribute("form", form);
        return VIEW;
    }

    @PostMapping
    String open(
            @ModelAttribute("form") NewCaseForm form,
            @RequestParam(defaultValue = "false") boolean despiteDuplicate,
            Model model) {
        try {
            Opening result = opening.open(toNewCase(form, despiteDuplicate));
            if (result instanceof Opening.DuplicateSuspected duplicates) {
                model.addAttribute("duplicates", duplicates);
                return VIEW;
            }
            return "redirect:" + firstTask(((Opening.Opened) result).caseId());
        } catch (Refused refused) {
            model.addAttribute("problem", refused.getMessage());
            return VIEW;
        }
    }

    /** The open task of the new case in Tasklist, in the hands of whoever opened the case. */
    private String firstTask(CaseId caseId) {
        return workflows
                .assignFirstTask(caseId.number(), actors.currentId())
                .map(task -> "/camunda/app/tasklist/default/#/?task=" + task)
                .orElse("/faelle/" + caseId.number());
    }

    private static NewCase toNewCase(NewCaseForm form, boolean despiteDuplicate) {
        return new NewCase(
                text(form.getClientToken()),
                text(form.getGivenName()),
                text(form.getFamilyName()),
                TypedDay.birthDate("birthDate", text(form.getBirthDate())),
                false,
                text(form.getMunicipality()),
                text(form.getLanguage()),
                false,
                "",
                null,
                despiteDuplicate);
    }

    private static String text(@Nullable String value) {
        return Objects.requireNonNullElse(value, "");
    }
}
