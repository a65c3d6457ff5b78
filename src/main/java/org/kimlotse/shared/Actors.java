package org.kimlotse.shared;

import java.util.Optional;
import java.util.Set;

/** Who is acting now; implemented by {@code access}, used by every module so that none depends on the log-in. */
public interface Actors {

    /** The signed-in user, or empty when a job or the clock acts. */
    Optional<Actor> current();

    /** The signed-in user's id, or {@code "lotse"} when the system itself acts; for audit trails. */
    default String currentId() {
        return current().map(Actor::id).orElse(SYSTEM);
    }

    String SYSTEM = "lotse";

    /** The group that has no members and never gets any: a task offered to it belongs to its assignee alone. */
    String NOBODY = "confidential";

    /** The name shown for a user id: Lotse's own for the system, the id itself if the user is gone. */
    String displayName(String userId);

    /** Ids of the users in a group, sorted. */
    java.util.List<String> membersOf(String group);

    /**
     * @param id log-in name
     * @param groups for example {@code case-manager-siegburg}, {@code coordination}, {@code partner-jc-sie}
     */
    record Actor(String id, String name, Set<String> groups) {

        public boolean in(String group) {
            return groups.contains(group);
        }

        public boolean admin() {
            return groups.contains("admin");
        }

        /** The teams whose cases this person sees; every query for cases takes this set. */
        public Set<String> teams() {
            return groups.stream()
                    .filter(g -> Municipality.ofTeam(g).isPresent())
                    .collect(java.util.stream.Collectors.toUnmodifiableSet());
        }

        /** The municipalities whose team this person belongs to. */
        public Set<Municipality> municipalities() {
            return groups.stream()
                    .flatMap(g -> Municipality.ofTeam(g).stream())
                    .collect(java.util.stream.Collectors.toUnmodifiableSet());
        }
    }
}
