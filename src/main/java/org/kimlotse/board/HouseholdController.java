package org.kimlotse.board;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kimlotse.casefile.CaseAccess;
import org.kimlotse.casefile.Households;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Refused;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Who lives with the person, from the Fallakte. */
@Controller
@RequestMapping("/faelle/{number:KIM-\\d{4}-\\d{5}}/haushalt")
class HouseholdController {

    private final Households households;
    private final CaseAccess access;

    HouseholdController(Households households, CaseAccess access) {
        this.households = households;
        this.access = access;
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
        CaseId id = visible(number);
        try {
            households.add(id, givenName, familyName, birthDate, uncertain);
            redirect.addFlashAttribute("done", "Die Person steht jetzt im Haushalt.");
        } catch (Refused refused) {
            redirect.addFlashAttribute("problem", refused.getMessage());
        }
        return page(id);
    }

    @PostMapping("/{person}/entfernen")
    String remove(@PathVariable String number, @PathVariable UUID person, RedirectAttributes redirect) {
        CaseId id = visible(number);
        try {
            households.remove(id, person);
            redirect.addFlashAttribute("done", "Die Person steht nicht mehr im Haushalt.");
        } catch (Refused refused) {
            redirect.addFlashAttribute("problem", refused.getMessage());
        }
        return page(id);
    }

    private CaseId visible(String number) {
        try {
            return access.requireVisible(new CaseId(number)).id();
        } catch (Refused notTheirs) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, notTheirs.getMessage(), notTheirs);
        }
    }

    private static String page(CaseId id) {
        return "redirect:/faelle/" + id.number();
    }
}
