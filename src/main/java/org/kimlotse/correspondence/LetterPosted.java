package org.kimlotse.correspondence;

import java.time.LocalDate;

/**
 * Somebody wrote down that a letter left the house; published in the same transaction.
 *
 * @param on the day it left
 */
public record LetterPosted(Letter letter, LocalDate on) {}
