package org.kimlotse.engine;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kimlotse.shared.Actors;

/**
 * What modules may ask of the engine, in one place, so that the exit from it stays mechanical. Calls run without engine
 * authorization: the use case has decided that the caller may.
 */
public interface Workflows {

    /** Starts a process; returns its instance id. Every instance has a business key. */
    String start(String processKey, String businessKey, Answers variables);

    /**
     * Correlates a message to the one execution waiting for it under this business key. A message nobody waits for is
     * kept, retried and shown as a task for coordination; it is never the caller's error.
     *
     * @return true if it was taken at once
     */
    boolean correlate(String message, String businessKey, Answers variables);

    /**
     * Tells a message to everybody who waits for it under this business key, be it several or nobody. It is not kept: for
     * what is news only to those who wait at this moment.
     *
     * @return how many waited for it
     */
    int broadcast(String message, String businessKey, Answers variables);

    /**
     * Gives every open task under a business key another day, and the process the answers that say so on cards. Nobody waiting
     * is fine.
     *
     * @param due the moment the tasks are due; null for none
     */
    void redate(String businessKey, @Nullable Instant due, Answers variables);

    /** Gives the open tasks of some elements under a business key another day. Nobody waiting is fine. */
    void redateTasks(String businessKey, Set<String> taskKeys, Instant due);

    /**
     * Ends the open task of an element that stands for this value, because what it asks for was done elsewhere. None is fine.
     *
     * @param taskKey element id
     * @param variable the variable that tells the tasks of the element apart
     * @return whether there was one
     */
    boolean finishTask(String businessKey, String taskKey, String variable, String value);

    /** Gives the first open task of a business key to a user; returns its task id. */
    Optional<String> assignFirstTask(String businessKey, String userId);

    /**
     * Takes the open task of an element out of whosever hands it is in.
     *
     * @param userId who gets it; empty if it is for anybody it is offered to
     */
    void giveTask(String businessKey, String taskKey, Optional<String> userId);

    /** True if an instance of this process is running under this business key. */
    boolean isRunning(String processKey, String businessKey);

    /** True if such an instance stands at this activity now. */
    boolean standsAt(String processKey, String businessKey, String activityId);

    /**
     * A task that waits for somebody.
     *
     * @param businessKey of the process it belongs to: the case, a handover, a referral …
     * @param due null if it has no day
     * @param assignee null if nobody has taken it
     */
    record Waiting(String id, String name, String businessKey, @Nullable Instant due, @Nullable String assignee) {}

    /** What is open below the case and stands in some list of this user, or would if nobody had taken it; by day, without one last. */
    List<Waiting> waiting(String caseNumber, String userId);

    /** Who has the open task of an element under this business key; empty if nobody has taken it, or there is none. */
    Optional<String> assignee(String businessKey, String taskKey);

    /** When the open task of an element is due under this business key; empty if there is none, or it has no day. */
    Optional<Instant> due(String processKey, String businessKey, String taskKey);

    /** Ends all instances under the business key, for example when a case is closed in error; history stays pseudonymous. */
    void cancel(String processKey, String businessKey, String reasonCode);

    /**
     * The case stands still from now on, but for some processes: its timers do not run, and the tasks of its team are late with
     * nothing. Doing so again also holds what was made since.
     */
    void hold(String caseNumber, Set<String> exceptProcesses);

    /**
     * What stood still of the case goes on: its timers, later by the time they stood still; so are the tasks due that had been
     * due meanwhile.
     *
     * @param since when the case began to stand still
     * @param exceptProcesses whose timers and tasks did not
     * @param fixedTimers elements whose timer means a day of the law: they fire when it comes, or now if it has passed
     */
    void goOn(String caseNumber, Instant since, Set<String> exceptProcesses, Set<String> fixedTimers);

    /**
     * Moves every open task below the case from one group to another and takes the old group's rights away at once.
     *
     * @param confidential processes whose tasks do not follow by themselves, nor do those offered to {@link Actors#NOBODY}: for
     *     them see {@link #giveConfidential}
     */
    void moveTasks(
            String caseNumber,
            String fromGroup,
            String toGroup,
            Optional<String> newAssignee,
            Set<String> confidential);

    /**
     * Gives what is open below the case and for one person only to this person: the tasks of some processes and those offered
     * to {@link Actors#NOBODY}, those that come next included. What an office or coordination has is left with them.
     *
     * @param insider empty: it waits, seen by nobody, until it is given to somebody
     */
    void giveConfidential(String caseNumber, Set<String> processes, Optional<String> insider);
}
