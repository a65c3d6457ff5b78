package org.kimlotse.engine;

import java.util.Set;

/**
 * The model folder was read and what is right in it serves now. Published once at start, before the job executor runs,
 * and after every change.
 *
 * @param families the families whose deployment is new
 */
public record ModelsDeployed(Set<String> families, boolean first) {}
