/** The bridge between the forms people fill in and the modules that own what is asked. */
@org.jspecify.annotations.NullMarked
package org.kimlotse.engine.form;
