/** What the assessment answers over HTTP. */
@org.jspecify.annotations.NullMarked
package org.kimlotse.assessment.web;
