/** Sample cases for a first look, made through the real forms and dated relative to today; only with sample data on. */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(displayName = "Beispieldaten")
package org.kimlotse.sample;
