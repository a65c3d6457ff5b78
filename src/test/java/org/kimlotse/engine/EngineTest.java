package org.kimlotse.engine;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.kimlotse.Lotse;
import org.kimlotse.TestClock;
import org.kimlotse.TestDatabase;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/**
 * A test of the engine module on the whole product, but with a model folder of its own: the process {@code probe} and
 * its forms, made by {@link Probe}. All such tests share one context.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("own-engine")
@SpringBootTest(classes = Lotse.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("test")
@Import({TestClock.Configuration.class, Probe.Beans.class})
@ContextConfiguration(initializers = {TestDatabase.class, Probe.Folder.class})
public @interface EngineTest {}
