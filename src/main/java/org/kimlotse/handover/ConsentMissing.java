package org.kimlotse.handover;

import org.kimlotse.shared.Refused;

/** Nothing may be sent: there is neither a valid consent for every category nor a law that permits it without one. */
public class ConsentMissing extends Refused {

    private static final long serialVersionUID = 1L;

    ConsentMissing(String germanMessage) {
        super(germanMessage);
    }
}
