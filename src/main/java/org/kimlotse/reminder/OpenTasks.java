package org.kimlotse.reminder;

/** Whether somebody has something to do. */
public interface OpenTasks {

    /** True if a task is in this person's hands, or free for the person or one of the person's groups. */
    boolean any(String userId);
}
