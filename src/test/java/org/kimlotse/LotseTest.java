package org.kimlotse;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.kimlotse.escalation.HandedOver;
import org.kimlotse.handover.HandoverFixture;
import org.kimlotse.scenarios.FlowRecorder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/**
 * A test on the whole product with its own database: H2 in memory, or PostgreSQL in the second run of the suite. The job
 * executor is off and the clock is {@link TestClock}. All such tests share one context: do not add properties to it.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("database")
@SpringBootTest(classes = Lotse.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("test")
@Import({
    TestClock.Configuration.class,
    FlowRecorder.class,
    HandoverFixture.class,
    HandedOver.class,
    Statements.Configuration.class
})
@ContextConfiguration(initializers = TestDatabase.class)
public @interface LotseTest {}
