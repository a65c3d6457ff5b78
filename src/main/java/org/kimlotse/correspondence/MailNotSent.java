package org.kimlotse.correspondence;

/**
 * A mail was given up: it becomes somebody's task.
 *
 * @param about whose account it was for
 * @param germanReason without the mail's address or words
 */
public record MailNotSent(String about, String germanReason) {}
