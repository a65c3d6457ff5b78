package org.kimlotse.architecture.offenders.referral.facts;

/** Deliberate offender: a fact with a setter. */
public class FactThatChanges {

    private boolean done;

    public void setDone(boolean done) {
        this.done = done;
    }

    public boolean isDone() {
        return done;
    }
}
