package org.kimlotse.shared;

import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Whether sample users and cases exist. {@code lotse.sample-data} decides; without it they exist on the embedded database
 * only, so that a real database never gets users with known passwords by accident.
 */
@Component
public class SampleData {

    private final boolean users;
    private final boolean cases;

    SampleData(Environment environment) {
        boolean embedded = environment.getProperty("spring.datasource.url", "").startsWith("jdbc:h2:");
        this.users = environment.getProperty("lotse.sample-data", Boolean.class, embedded);
        this.cases = users && environment.getProperty("lotse.sample-cases", Boolean.class, true);
    }

    /** The same answer before there are beans. */
    public static SampleData of(Environment environment) {
        return new SampleData(environment);
    }

    /** Sample users, one per role, with known passwords. */
    public boolean users() {
        return users;
    }

    /** Sample cases, dated relative to today; off where {@code lotse.sample-cases=false} (tests). */
    public boolean cases() {
        return cases;
    }
}
