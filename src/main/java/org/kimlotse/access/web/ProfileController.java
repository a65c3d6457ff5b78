package org.kimlotse.access.web;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import org.kimlotse.access.Identities;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.Actors.Actor;
import org.kimlotse.shared.Texts;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What everybody says about their own account: where the reminder goes that something waits for them. */
@Controller
class ProfileController {

    private final Actors actors;
    private final Identities identities;

    ProfileController(Actors actors, Identities identities) {
        this.actors = actors;
        this.identities = identities;
    }

    @GetMapping("/profil")
    String page(Model model) {
        Actor actor = actors.current().orElseThrow();
        return show(actor, identities.mailAddress(actor.id()).orElse(""), model);
    }

    @PostMapping("/profil")
    String change(@RequestParam("mail") String mail, Model model) {
        Actor actor = actors.current().orElseThrow();
        String address = mail.strip();
        if (!address.isEmpty() && !isAddress(address)) {
            model.addAttribute(
                    "problem", "Das ist keine Mailadresse. Bitte schreiben Sie sie so: vorname.nachname@beispiel.de");
            return show(actor, Texts.clean(mail), model);
        }
        identities.changeMailAddress(actor.id(), address);
        return "redirect:/profil?gespeichert";
    }

    private static boolean isAddress(String text) {
        if (text.length() > Identities.LONGEST_MAIL_ADDRESS || !text.contains("@")) {
            return false;
        }
        try {
            InternetAddress address = new InternetAddress(text, true);
            return text.equals(address.getAddress());
        } catch (AddressException e) {
            return false;
        }
    }

    private static String show(Actor actor, String mail, Model model) {
        model.addAttribute("actor", actor);
        model.addAttribute("mail", mail);
        return "access/profile";
    }
}
