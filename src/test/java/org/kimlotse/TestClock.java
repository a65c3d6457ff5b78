package org.kimlotse;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.concurrent.atomic.AtomicReference;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** The clock of the tests: stands still until told, and takes the engine's clock along. */
public class TestClock extends Clock {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private final AtomicReference<Instant> now = new AtomicReference<>();

    TestClock() {
        set(Instant.parse("2026-09-16T08:00:00Z"));
    }

    public void set(Instant instant) {
        now.set(instant);
        ClockUtil.setCurrentTime(Date.from(instant));
    }

    /** Ten o'clock in the morning of that day in Germany. */
    public void setTo(LocalDate day) {
        set(day.atTime(LocalTime.of(10, 0)).atZone(BERLIN).toInstant());
    }

    public void setTo(String isoDay) {
        setTo(LocalDate.parse(isoDay));
    }

    public void advance(Duration duration) {
        set(now.get().plus(duration));
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.fixed(now.get(), zone);
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    @TestConfiguration
    public static class Configuration {
        @Bean
        @Primary
        TestClock testClock() {
            return new TestClock();
        }
    }
}
