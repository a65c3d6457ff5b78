package org.kimlotse.handover;

import java.time.LocalDate;

/** Said on the telephone: by whom at the office, and when (local date). */
public record Confirmation(String name, LocalDate on) {}
