package org.kimlotse.board;

import java.util.function.Supplier;
import org.kimlotse.casefile.Case;
import org.kimlotse.casefile.CaseAccess;
import org.kimlotse.shared.CaseId;
import org.kimlotse.shared.Refused;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What the pages about one case have in common: who comes in, where they lead, and how a refusal is told. */
@Component
class CasePages {

    private final CaseAccess access;

    CasePages(CaseAccess access) {
        this.access = access;
    }

    /** @throws ResponseStatusException 404 unless the signed-in user may see the case */
    Case visible(String number) {
        try {
            return access.requireVisible(new CaseId(number));
        } catch (Refused notTheirs) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, notTheirs.getMessage(), notTheirs);
        }
    }

    /** Where an action leads: its own answer, or back to the Fallakte with the words of its refusal. */
    static String answer(CaseId id, RedirectAttributes redirect, Supplier<String> action) {
        try {
            return action.get();
        } catch (Refused refused) {
            redirect.addFlashAttribute("problem", refused.getMessage());
            return page(id);
        }
    }

    static String page(CaseId id) {
        return "redirect:/faelle/" + id.number();
    }
}
