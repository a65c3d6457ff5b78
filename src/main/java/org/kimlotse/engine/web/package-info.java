/** Guards the bodies of requests to the engine's REST interfaces, and answers in German. */
@org.jspecify.annotations.NullMarked
package org.kimlotse.engine.web;
