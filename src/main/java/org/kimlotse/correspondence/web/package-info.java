/** The printable letters. */
@org.jspecify.annotations.NullMarked
package org.kimlotse.correspondence.web;
