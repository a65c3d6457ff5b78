package org.kimlotse.board;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kimlotse.casefile.Cases;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.CaseId;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The names that Tasklist shows on its cards: asked for by the page, so that none has to stand in the engine. */
@RestController
class CaseNamesController {

    /** A page of the list has fifteen cards. */
    private static final int LIMIT = 100;

    private final Cases cases;
    private final Actors actors;

    CaseNamesController(Cases cases, Actors actors) {
        this.cases = cases;
        this.actors = actors;
    }

    /** Name by case number; a case that is not the caller's is left out like one that does not exist. */
    @GetMapping("/api/cases/names")
    Map<String, String> names(@RequestParam("number") List<String> numbers) {
        Set<String> teams = actors.current().map(Actors.Actor::teams).orElse(Set.of());
        List<CaseId> ids = numbers.stream()
                .filter(CaseId::isCaseNumber)
                .distinct()
                .limit(LIMIT)
                .map(CaseId::new)
                .toList();
        Map<String, String> names = new LinkedHashMap<>();
        cases.names(ids, teams).forEach((id, name) -> names.put(id.number(), name));
        return names;
    }
}
