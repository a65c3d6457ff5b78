package org.kimlotse.sample;

import java.util.Map;
import java.util.function.Supplier;

/** A desk at which sample users open and submit real forms with their own rights. */
public interface SampleDesk {

    /** Does something signed in as a sample user. */
    <T> T as(String userId, Supplier<T> work);

    /**
     * Submits the form of the user's task of that key in the case, the handover or the bottleneck.
     *
     * @param key case number, or the id of the handover or bottleneck
     * @param fields field key to value: texts, booleans, lists of texts or of maps
     * @throws IllegalStateException if the user has no such task; a fault of the sample script
     */
    void submit(String userId, String key, String taskKey, Map<String, Object> fields);

    /** Runs the steps the job executor would run next, so that the following form is there at once. */
    void runWaitingSteps(String key);

    /** Whether there is a task of that key in the case, the handover or the bottleneck. */
    boolean has(String userId, String key, String taskKey);

    /** Keeps the engine from carrying out steps by itself meanwhile: they would be dated now. */
    void undisturbed(Runnable work);

    /** Carries out the steps that wait in cases somebody works on meanwhile; between two samples, none of their own waits. */
    void letOthersGoOn();
}
