package org.kimlotse.access.process;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.task.TaskQuery;
import org.kimlotse.access.FirstTasks;
import org.kimlotse.shared.Actors.Actor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/**
 * The lists of Tasklist. Made at the start; one that is there is renewed only if a release brings a newer version of it, so
 * that administrators may change colours and order. Days are days in Germany: {@code filterTasks} knows the clock.
 */
@Component
class TaskFilters implements SmartInitializingSingleton, FirstTasks {

    private static final Logger LOG = LoggerFactory.getLogger(TaskFilters.class);

    private static final int VERSION = 4;
    private static final String KEY = "lotse";
    private static final String KEY_VERSION = "lotseVersion";

    private static final String ME = "${currentUser()}";

    private enum Seed {
        DUE_TODAY(
                "Heute fällig",
                "Was heute fällig ist: meine Aufgaben und die offenen meines Teams",
                "#b35c00",
                q -> goingOn(mineOrOpen(q))
                        .dueAfterExpression("${filterTasks.endOfDayIn(-1)}")
                        .dueBeforeExpression("${filterTasks.startOfTomorrow()}")),
        OVERDUE(
                "Überfällig",
                "Was schon fällig war: meine Aufgaben und die offenen meines Teams",
                "#b3261e",
                q -> goingOn(mineOrOpen(q)).dueBeforeExpression("${filterTasks.startOfToday()}")),
        MINE("Meine Aufgaben", "Alles, was mir zugewiesen ist", "#2044aa", q -> q.taskAssigneeExpression(ME)),
        TEAM("Team – offen", "Was in meinem Team noch niemand übernommen hat", "#1f6b34", Seed::open),
        WAITING(
                "Wartet auf Rückmeldung",
                "Übergaben, zu denen eine Stelle noch nicht geantwortet hat",
                "#5a4a9c",
                q -> q.taskDefinitionKey("userTask_trackAnswer")),
        STAND_IN(
                "Vertretung",
                "Alles in meinem Team, auch was Kolleginnen und Kollegen bearbeiten: für die Zeit, in der sie nicht da sind",
                "#4f5568",
                q -> open(q).includeAssignedTasks());

        private final String title;
        private final String description;
        private final String color;
        private final Function<TaskQuery, TaskQuery> query;

        Seed(String title, String description, String color, Function<TaskQuery, TaskQuery> query) {
            this.title = title;
            this.description = description;
            this.color = color;
            this.query = query;
        }

        private static TaskQuery mineOrOpen(TaskQuery query) {
            return query.or()
                    .taskAssigneeExpression(ME)
                    .taskCandidateUserExpression(ME)
                    .endOr();
        }

        /** Nobody is late with a case that stands still: its tasks are put off until it goes on. */
        private static TaskQuery goingOn(TaskQuery query) {
            return query.followUpBeforeOrNotExistentExpression("${filterTasks.startOfTomorrow()}");
        }

        /** What nobody has taken: offered to a group of mine, or to me by name, as to the holder of a seat. */
        private static TaskQuery open(TaskQuery query) {
            return query.taskCandidateUserExpression(ME);
        }

        Map<String, Object> properties() {
            Map<String, Object> properties = new LinkedHashMap<>();
            properties.put("description", description);
            properties.put("color", color);
            properties.put("priority", (ordinal() + 1) * 10);
            properties.put("refresh", true);
            properties.put("showUndefinedVariable", false);
            properties.put(
                    "variables",
                    List.of(
                            card("caseNumber", "Fall"),
                            card("municipality", "Gemeinde"),
                            card("deadline", "Frist"),
                            card("handoverId", "Übergabe"),
                            card("bottleneckId", "Engpass"),
                            card("seat", "Sitz")));
            properties.put(KEY, name());
            properties.put(KEY_VERSION, VERSION);
            return properties;
        }

        private static Map<String, String> card(String name, String label) {
            return Map.of("name", name, "label", label);
        }
    }

    private final FilterService filters;
    private final TaskService tasks;
    private final IdentityService identityService;
    private final EngineGrants grants;

    TaskFilters(ProcessEngine engine, EngineGrants grants) {
        this.filters = engine.getFilterService();
        this.tasks = engine.getTaskService();
        this.identityService = engine.getIdentityService();
        this.grants = grants;
    }

    @Override
    public void afterSingletonsInstantiated() {
        for (Seed seed : Seed.values()) {
            Filter filter = find(seed).orElseGet(() -> filters.newTaskFilter(seed.title));
            if (filter.getId() == null || outdated(filter)) {
                filter.setName(seed.title);
                filter.setQuery(seed.query
                        .apply(tasks.createTaskQuery())
                        .orderByDueDate()
                        .asc());
                filter.setProperties(seed.properties());
                filters.saveFilter(filter);
            }
            grants.everybody(Resources.FILTER, filter.getId(), Permissions.READ);
        }
    }

    @Override
    public Optional<String> listToStartWith(Actor actor) {
        identityService.setAuthentication(actor.id(), List.copyOf(actor.groups()));
        try {
            for (Seed seed : EnumSet.complementOf(EnumSet.of(Seed.STAND_IN))) {
                Optional<Filter> filter = find(seed);
                if (filter.isPresent() && holdsSomething(filter.get())) {
                    return filter.map(Filter::getId);
                }
            }
            return find(Seed.MINE).map(Filter::getId);
        } finally {
            identityService.clearAuthentication();
        }
    }

    private boolean holdsSomething(Filter filter) {
        try {
            return filters.count(filter.getId()) > 0;
        } catch (ProcessEngineException e) {
            // An administrator may have changed it so that it no longer works; nobody is locked out for that.
            LOG.warn("The list \"{}\" cannot be read", filter.getName(), e);
            return false;
        }
    }

    private Optional<Filter> find(Seed seed) {
        return filters.createFilterQuery().listPage(0, 500).stream()
                .filter(filter -> filter.getProperties() != null
                        && seed.name().equals(filter.getProperties().get(KEY)))
                .findFirst();
    }

    private static boolean outdated(Filter filter) {
        return !(filter.getProperties().get(KEY_VERSION) instanceof Number version) || version.intValue() < VERSION;
    }
}
