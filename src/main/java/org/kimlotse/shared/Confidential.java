package org.kimlotse.shared;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a component of a facts record that can tell of somebody's health: who may not look into the case's health compartment
 * gets the record without it, whatever its value is, so that leaving it out tells nothing.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface Confidential {}
