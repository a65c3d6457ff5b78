package org.kimlotse.board;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.kimlotse.casefile.Case;
import org.kimlotse.casefile.Cases;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.CaseId;
import org.kimlotse.takeover.Takeovers;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The list of the own teams' cases, searched by number, name or the file number they had before Lotse. */
@Controller
class CasesController {

    private static final int LIMIT = 100;
    private static final Pattern NUMBER = Pattern.compile("(?i)[KIM0-9-]{1,20}");

    private final Cases cases;
    private final Takeovers takeovers;
    private final Actors actors;

    CasesController(Cases cases, Takeovers takeovers, Actors actors) {
        this.cases = cases;
        this.takeovers = takeovers;
        this.actors = actors;
    }

    /** @param number a case number or a part of one; anything else is not looked for, since addresses are logged everywhere */
    @GetMapping("/faelle")
    String list(
            @RequestParam(name = "suche", defaultValue = "") String number,
            @RequestParam(name = "geschlossene", defaultValue = "false") boolean closed,
            Model model) {
        return shown(NUMBER.matcher(number).matches() ? number : "", closed, model);
    }

    /** A name travels in the body of the request and stands in no address. */
    @PostMapping("/faelle")
    String search(
            @RequestParam(name = "suche", defaultValue = "") String search,
            @RequestParam(name = "geschlossene", defaultValue = "false") boolean closed,
            Model model) {
        return shown(search, closed, model);
    }

    private String shown(String search, boolean closed, Model model) {
        Set<String> teams = actors.current().map(Actors.Actor::teams).orElse(Set.of());
        Set<Case.State> states = closed ? EnumSet.allOf(Case.State.class) : EnumSet.of(Case.State.OPEN);
        List<Cases.Summary> found = new ArrayList<>(cases.search(search, teams, states, LIMIT));
        if (!search.isBlank() && found.size() < LIMIT) {
            Set<CaseId> there = found.stream().map(Cases.Summary::id).collect(Collectors.toSet());
            List<CaseId> more = takeovers.withReference(search, LIMIT).stream()
                    .filter(id -> !there.contains(id))
                    .limit(LIMIT - found.size())
                    .toList();
            found.addAll(cases.summaries(more, teams, states));
        }
        model.addAttribute(
                "references",
                takeovers.references(found.stream().map(Cases.Summary::id).toList()));
        Map<String, String> managers = new HashMap<>();
        found.forEach(c -> managers.computeIfAbsent(c.caseManager(), actors::displayName));
        model.addAttribute("cases", found);
        model.addAttribute("managers", managers);
        model.addAttribute("search", search);
        model.addAttribute("closed", closed);
        model.addAttribute("limit", LIMIT);
        return "board/cases";
    }
}
