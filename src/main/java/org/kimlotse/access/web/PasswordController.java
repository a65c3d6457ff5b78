package org.kimlotse.access.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.util.Optional;
import org.kimlotse.access.Accounts;
import org.kimlotse.access.Identities;
import org.kimlotse.access.LoginBackOff;
import org.kimlotse.access.PasswordRules;
import org.kimlotse.shared.Actors;
import org.springframework.security.core.session.SessionInformation;
import org.springframework.security.core.session.SessionRegistry;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page on which everybody changes their own password. */
@Controller
class PasswordController {

    private final Actors actors;
    private final Identities identities;
    private final Accounts accounts;
    private final LoginBackOff backOff;
    private final SessionRegistry sessions;

    PasswordController(
            Actors actors, Identities identities, Accounts accounts, LoginBackOff backOff, SessionRegistry sessions) {
        this.actors = actors;
        this.identities = identities;
        this.accounts = accounts;
        this.backOff = backOff;
        this.sessions = sessions;
    }

    @GetMapping("/kennwort")
    String page(HttpSession session, Model model) {
        return show(session, model);
    }

    @PostMapping("/kennwort")
    String change(
            @RequestParam("alt") String old,
            @RequestParam("neu") String fresh,
            @RequestParam("wiederholung") String repeated,
            HttpServletRequest request,
            Model model) {
        String userId = actors.current().orElseThrow().id();
        Optional<String> problem = problem(userId, old, fresh, repeated, request.getRemoteAddr());
        if (problem.isPresent()) {
            model.addAttribute("problem", problem.get());
            return show(request.getSession(), model);
        }
        identities.changePassword(userId, fresh);
        accounts.passwordChanged(userId);
        request.getSession().removeAttribute(PasswordDutyFilter.DUTY);
        // Whoever signed in elsewhere with the old password is out.
        String here = request.getSession().getId();
        sessions.getAllSessions(userId, false).stream()
                .filter(session -> !session.getSessionId().equals(here))
                .forEach(SessionInformation::expireNow);
        return "redirect:/kennwort?geaendert";
    }

    private Optional<String> problem(String userId, String old, String fresh, String repeated, String place) {
        Duration wait = backOff.wait(userId, place);
        if (!wait.isZero()) {
            return Optional.of("Nach mehreren falschen Kennwörtern gibt es eine Pause. Bitte versuchen Sie es in "
                    + (wait.toSeconds() + 1) + " Sekunden noch einmal.");
        }
        if (old.length() > PasswordRules.LONGEST || !identities.passwordMatches(userId, old)) {
            backOff.failed(userId, place);
            return Optional.of("Das bisherige Kennwort stimmt nicht.");
        }
        backOff.succeeded(userId, place);
        if (!fresh.equals(repeated)) {
            return Optional.of("Die beiden neuen Kennwörter sind nicht gleich.");
        }
        if (fresh.equals(old)) {
            return Optional.of("Das neue Kennwort ist dasselbe wie das bisherige.");
        }
        return PasswordRules.objection(userId, fresh);
    }

    private static String show(HttpSession session, Model model) {
        model.addAttribute("duty", session.getAttribute(PasswordDutyFilter.DUTY) != null);
        model.addAttribute("shortest", PasswordRules.SHORTEST);
        return "access/password";
    }
}
