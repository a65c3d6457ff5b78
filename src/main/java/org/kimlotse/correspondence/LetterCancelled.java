package org.kimlotse.correspondence;

/** A letter must not be posted or read any more; published in the same transaction. */
public record LetterCancelled(Letter letter) {}
