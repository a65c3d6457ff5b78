@org.jspecify.annotations.NullMarked
package org.kimlotse.preview.web;
