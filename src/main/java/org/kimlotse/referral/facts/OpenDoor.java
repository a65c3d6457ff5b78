package org.kimlotse.referral.facts;

/** A way into a course that is neither frozen nor refused; derived by rules. */
public record OpenDoor(DoorRow row, String door, int order) {}
