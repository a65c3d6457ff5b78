package org.kimlotse.access;

import java.util.LinkedHashMap;
import java.util.Map;
import org.kimlotse.directory.Directory;
import org.kimlotse.shared.Municipality;

/**
 * The names of the groups that mean something to the product, beside the teams ({@link Municipality#team}) and the partner
 * offices ({@link Directory#partnerGroup}).
 */
public final class Groups {

    /** Modul 1: sees cases without the person, works the structural side. */
    public static final String COORDINATION = "coordination";

    /** The steering group: structures only, no case. */
    public static final String STEERING = "steering-group";

    /** Owners of processes, forms and rules. */
    public static final String PROCESS_OWNER = "process-owner";

    /** Administrators of users and of the running engine; they see no person. */
    public static final String ADMIN = "admin";

    /** What the engine's own web applications call an administrator; every {@link #ADMIN} is in it too. */
    public static final String ENGINE_ADMIN = "camunda-admin";

    private Groups() {}

    /** Group id to German name: those that do not come from the directory of offices. */
    static Map<String, String> permanent() {
        Map<String, String> groups = new LinkedHashMap<>();
        for (Municipality municipality : Municipality.values()) {
            groups.put(municipality.team(), "Fallmanagement " + municipality.label());
        }
        groups.put(COORDINATION, "Koordination (Modul 1)");
        groups.put(STEERING, "Lenkungsgruppe");
        groups.put(PROCESS_OWNER, "Prozessverantwortliche");
        groups.put(ADMIN, "Administration");
        groups.put(ENGINE_ADMIN, "Administration der Anwendungen");
        return groups;
    }

    /** True for a group the product is built on. */
    public static boolean isPermanent(String group) {
        return permanent().containsKey(group) || Directory.officeOfGroup(group).isPresent();
    }
}
