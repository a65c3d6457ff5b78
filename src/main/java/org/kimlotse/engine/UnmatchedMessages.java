package org.kimlotse.engine;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Messages nobody waited for when they came: kept, tried again, shown. */
public interface UnmatchedMessages {

    /**
     * @param tries how often it was tried, the first time included
     * @param reported whether it was kept long enough to have been made a task
     */
    record Unmatched(UUID id, String message, String businessKey, Instant since, int tries, boolean reported) {}

    List<Unmatched> open();

    /** Tries all that are due once; returns how many were taken. */
    int retry();

    /** Gives one up: a person has decided that nobody will wait for it. */
    void dismiss(UUID id);
}
