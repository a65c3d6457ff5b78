package org.kimlotse.access;

import java.util.List;
import java.util.Optional;
import org.kimlotse.shared.Actors.Actor;

/**
 * The users and groups. Kept in the engine's identity tables, so that the administrators' pages of the engine's web
 * applications can edit them; nothing about a client stands there.
 */
public interface Identities {

    int LONGEST_MAIL_ADDRESS = 200;

    /** The user with the groups of this moment, never from a cache; empty if there is no such user. */
    Optional<Actor> find(String userId);

    /** Whether this is the user's password. Takes the same time for a user that does not exist. */
    boolean passwordMatches(String userId, String password);

    void changePassword(String userId, String newPassword);

    /** Ids of the members, sorted. */
    List<String> membersOf(String group);

    boolean exists(String userId);

    /** Where mail for this account goes; empty if nobody has entered an address. */
    Optional<String> mailAddress(String userId);

    /** @param address empty to delete it; at most {@link #LONGEST_MAIL_ADDRESS} characters */
    void changeMailAddress(String userId, String address);

    /** Ids of all groups, sorted. */
    List<String> groups();

    /** Makes the group if it is missing; an existing one keeps its name. */
    void ensureGroup(String id, String germanName);

    /** @throws IllegalStateException if the user exists */
    void create(NewUser user);

    /** Takes the user, the memberships and the rights away; unknown users are no error. */
    void remove(String userId);

    record NewUser(String id, String firstName, String lastName, String password, List<String> groups) {}
}
