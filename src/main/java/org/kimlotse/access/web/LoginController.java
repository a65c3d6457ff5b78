package org.kimlotse.access.web;

import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.kimlotse.access.SampleUsers;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.SampleData;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The log-in page. The check itself is done by the filter chain. */
@Controller
class LoginController {

    static final String REFUSED = "lotse.login-refused";

    /** @param seconds to wait, or 0 if name or password were wrong */
    record Refusal(long seconds) implements Serializable {}

    private final SampleData sampleData;
    private final SampleUsers sampleUsers;
    private final Actors actors;

    LoginController(SampleData sampleData, SampleUsers sampleUsers, Actors actors) {
        this.sampleData = sampleData;
        this.sampleUsers = sampleUsers;
        this.actors = actors;
    }

    @GetMapping(SecurityConfiguration.LOGIN)
    String page(
            @RequestParam(name = "abgemeldet", required = false) @Nullable String signedOut,
            @RequestParam(name = "beendet", required = false) @Nullable String ended,
            @RequestParam(name = "veraltet", required = false) @Nullable String stale,
            HttpSession session,
            Model model) {
        if (actors.current().isPresent()) {
            return "redirect:/";
        }
        if (session.getAttribute(REFUSED) instanceof Refusal refusal) {
            session.removeAttribute(REFUSED);
            model.addAttribute("problem", problem(refusal));
        }
        model.addAttribute("signedOut", signedOut != null);
        model.addAttribute("ended", ended != null);
        model.addAttribute("stale", stale != null);
        model.addAttribute("samples", sampleData.users() ? sampleUsers.all() : null);
        return "access/login";
    }

    private static String problem(Refusal refusal) {
        if (refusal.seconds() == 0) {
            return "Benutzername oder Kennwort stimmt nicht. Bitte prüfen Sie beides, auch Groß- und Kleinschreibung.";
        }
        return "Nach mehreren falschen Kennwörtern macht die Anmeldung eine Pause. Bitte versuchen Sie es in "
                + (refusal.seconds() == 1 ? "einer Sekunde" : refusal.seconds() + " Sekunden")
                + " noch einmal. Ihr Zugang ist nicht gesperrt.";
    }
}
