package org.kimlotse.handover;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Seals what earlier versions left readable: what was said about confidential handovers. A row that is sealed is passed over,
 * so that it may run at every start and on every node.
 */
@Component
public class OldTrails {

    private static final Logger LOG = LoggerFactory.getLogger(OldTrails.class);
    private static final int AT_ONCE = 100;

    private final Handovers handovers;
    private final TransactionTemplate transaction;

    OldTrails(Handovers handovers, PlatformTransactionManager transactions) {
        this.handovers = handovers;
        this.transaction = new TransactionTemplate(transactions);
    }

    @EventListener(ApplicationReadyEvent.class)
    public int seal() {
        int all = 0;
        for (int some = page(); some > 0; some = page()) {
            all += some;
        }
        if (all > 0) {
            LOG.info("{} rows about confidential handovers are sealed now", all);
        }
        return all;
    }

    private int page() {
        Integer sealed = transaction.execute(t -> handovers.sealOldTrails(AT_ONCE));
        return sealed == null ? 0 : sealed;
    }
}
