package org.kimlotse.escalation;

import java.time.LocalDate;
import org.kimlotse.shared.SampleData;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/** Gives the sample users their seats, as long as nobody else holds them. */
@Component
class SampleSeats implements SmartInitializingSingleton {

    private static final LocalDate SINCE = LocalDate.of(2021, 9, 14);

    private final SampleData sample;
    private final Seats seats;

    SampleSeats(SampleData sample, Seats seats) {
        this.sample = sample;
        this.seats = seats;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (sample.users()) {
            give("sozialdezernat", "sozialdezernat");
            give("jobcenter", "jobcenter-leitung");
        }
    }

    private void give(String seat, String user) {
        if (seats.find(seat, SINCE).filter(s -> s.users().isEmpty()).isPresent()) {
            seats.assign(seat, user, null, SINCE);
        }
    }
}
