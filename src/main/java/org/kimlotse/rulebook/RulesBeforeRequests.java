package org.kimlotse.rulebook;

import org.springframework.context.SmartLifecycle;

/** The last step before the server listens and the timers run: every rule set serves, or its failure is known. */
final class RulesBeforeRequests implements SmartLifecycle {

    /** The web server's phase lies 2,048 before the last. */
    private static final int BEFORE_THE_SERVER = DEFAULT_PHASE - 4_096;

    private final KieRuleBook ruleBook;
    private volatile boolean running;

    RulesBeforeRequests(KieRuleBook ruleBook) {
        this.ruleBook = ruleBook;
    }

    @Override
    public void start() {
        ruleBook.start();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return BEFORE_THE_SERVER;
    }
}
