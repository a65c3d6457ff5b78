package org.kimlotse.board;

import static org.kimlotse.board.CasePages.answer;
import static org.kimlotse.board.CasePages.page;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kimlotse.casefile.Households;
import org.kimlotse.shared.CaseId;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Who lives with the person, from the Fallakte. */
@Controller
@RequestMapping("/faelle/{number:KIM-\\d{4}-\\d{5}}/haushalt")
class HouseholdController {

    private final Households households;
    private final CasePages pages;

    HouseholdController(Households households, CasePages pages) {
        this.households = households;
        this.pages = pages;
    }

    @PostMapping
    String add(
            @PathVariable String number,
            @RequestParam(defaultValue = "") String givenName,
            @RequestParam(defaultValue = "") String familyName,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
                    LocalDate birthDate,
            @RequestParam(defaultValue = "false") boolean uncertain,
            RedirectAttributes redirect) {
        CaseId id = pages.visible(number).id();
        return answer(id, redirect, () -> {
            households.add(id, givenName, familyName, birthDate, uncertain);
            redirect.addFlashAttribute("done", "Die Person steht jetzt im Haushalt.");
            return page(id);
        });
    }

    @PostMapping("/{person}/entfernen")
    String remove(@PathVariable String number, @PathVariable UUID person, RedirectAttributes redirect) {
        CaseId id = pages.visible(number).id();
        return answer(id, redirect, () -> {
            households.remove(id, person);
            redirect.addFlashAttribute("done", "Die Person steht nicht mehr im Haushalt.");
            return page(id);
        });
    }
}
