package org.kimlotse.board;

import java.util.ArrayList;
import java.util.List;
import org.kimlotse.directory.Directory;
import org.kimlotse.shared.Actors.Actor;

/**
 * What the head of a page offers to the signed-in user, on Lotse's own pages and in Tasklist. What is not offered is refused
 * where it is opened.
 */
public record Nav(String userName, List<Link> links) {

    /** @param path inside the application, with a slash at the beginning */
    public record Link(String page, String label, String path) {}

    /** Whether the head offers this page. */
    public boolean offers(String page) {
        return links.stream().anyMatch(link -> link.page().equals(page));
    }

    static Nav of(Actor actor) {
        boolean caseManager = !actor.municipalities().isEmpty();
        boolean office = actor.groups().stream()
                .anyMatch(group -> Directory.officeOfGroup(group).isPresent());
        boolean coordination = actor.in("coordination");
        Links links = new Links();
        links.offer(true, "tasks", "Aufgaben", "/camunda/app/tasklist/default/");
        links.offer(caseManager, "cases", "Fälle", "/faelle");
        links.offer(caseManager || office, "letters", "Schreiben", "/schreiben");
        links.offer(caseManager, "new-case", "Neuer Fall", "/faelle/neu");
        links.offer(caseManager || coordination, "counselling", "Beratungen", "/beratungen");
        links.offer(coordination || actor.in("steering-group"), "bottlenecks", "Engpässe", "/engpaesse");
        links.offer(coordination, "emergency", "Notzugriff", "/notzugriff");
        links.offer(actor.in("process-owner") || actor.admin(), "models", "Prozesse & Regeln", "/prozesse-und-regeln");
        links.offer(actor.admin(), "cockpit", "Cockpit", "/camunda/app/cockpit/default/");
        links.offer(actor.admin(), "users", "Verwaltung", "/camunda/app/admin/default/");
        return new Nav(actor.name(), List.copyOf(links.offered));
    }

    private static final class Links {

        private final List<Link> offered = new ArrayList<>();

        private void offer(boolean shown, String page, String label, String path) {
            if (shown) {
                offered.add(new Link(page, label, path));
            }
        }
    }
}
