package org.kimlotse.shared;

import java.time.LocalDate;

/**
 * A fact about one day, under whose law it is judged: an event, a change of law, the deadline of a handover. Rules that look
 * at such a fact hold if they are valid on that day, all others if they are valid on the day asked about.
 */
public interface OfDay {

    LocalDate concernedDay();
}
