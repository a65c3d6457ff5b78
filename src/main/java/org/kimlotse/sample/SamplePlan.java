package org.kimlotse.sample;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.kimlotse.access.SampleUsers;
import org.kimlotse.shared.Municipality;
import org.springframework.stereotype.Component;

/** Which sample cases there are: a dozen for the first look, then some in every municipality and every phase. */
@Component
class SamplePlan {

    /** How far a sample case has come. */
    enum Progress {
        OPENED,
        NEEDS_CLEAR,
        ASSESSING,
        REVIEWING,
        AGREEING,
        IN_TRANSITION,
        /** The application and the message to the Sozialamt are on their way: both offices have a task. */
        HANDED_OVER,
        /** The Jobcenter has taken over what it was sent. */
        ANSWERED,
        /** The Jobcenter has not answered for weeks: with others like it, a bottleneck. */
        UNANSWERED,
        LANGUAGE_COURSE,
        /** The Sozialamt was asked for the right to a course and has not answered yet. */
        CERTIFICATE_AWAITED,
        COURSE_REGISTERED,
        COURSE_ATTENDED,
        /** The course was broken off: the situation is assessed anew. */
        COURSE_BROKEN_OFF,
        /** There was no way into a course; a second version of the agreement begins it once more. */
        AGREED_ANEW,
        CONFIDENTIAL,
        /** An office was asked in confidence and has not answered yet. */
        CONFIDENTIAL_ASKED,
        /** Somebody accompanies; it is to be asked what became of the last appointment. */
        CONFIDENTIAL_ACCOMPANIED,
        /** The treatment goes on while the benefit law changes: who pays from then on has to be asked. */
        CONFIDENTIAL_GOES_ON,
        WORK,
        TALK_HELD,
        /** Work was found after all; that the first talk took so long was reported, decided on and observed. */
        AT_WORK,
        /** Somebody acted today and asks again on the next working day. */
        CRISIS,
        CRISIS_OVER,
        /** Nothing is on its way; the case is to be looked at again about now. */
        ACCOMPANIED,
        CLOSED,
        COUNSELLED,
        /** Counselled once, to be talked to again. */
        COUNSELLING
    }

    /**
     * @param servedOn when the decision of the Bundesamt was served, where there is one
     * @param openedDaysAgo when the story begins; it ends today
     */
    record Sample(
            String token,
            String user,
            Municipality municipality,
            String givenName,
            String familyName,
            LocalDate birthDate,
            String language,
            LocalDate servedOn,
            Progress progress,
            int openedDaysAgo) {}

    /** What the cases of the municipalities are like; the next municipality goes on where the last one stopped. */
    private static final List<Progress> PHASES = List.of(
            Progress.HANDED_OVER,
            Progress.CLOSED,
            Progress.COUNSELLED,
            Progress.ANSWERED,
            Progress.ACCOMPANIED,
            Progress.COURSE_ATTENDED,
            Progress.TALK_HELD,
            Progress.COURSE_REGISTERED,
            Progress.NEEDS_CLEAR,
            Progress.CRISIS_OVER,
            Progress.AGREED_ANEW,
            Progress.WORK,
            Progress.IN_TRANSITION,
            Progress.CERTIFICATE_AWAITED,
            Progress.COUNSELLING,
            Progress.CONFIDENTIAL_ASKED,
            Progress.CONFIDENTIAL_GOES_ON,
            Progress.CONFIDENTIAL_ACCOMPANIED,
            Progress.AT_WORK,
            Progress.OPENED,
            Progress.COURSE_BROKEN_OFF,
            Progress.CONFIDENTIAL,
            Progress.CRISIS,
            Progress.AGREEING,
            Progress.LANGUAGE_COURSE,
            Progress.REVIEWING);

    private static final int PER_MUNICIPALITY = 3;

    /** In three cases the same step at the same office is lost: that is where a bottleneck begins. */
    private static final Municipality BOTTLENECK = Municipality.TROISDORF;

    private final SampleUsers users;

    SamplePlan(SampleUsers users) {
        this.users = users;
    }

    List<Sample> samples(LocalDate today) {
        List<Sample> all = firstLook(today);
        int next = 0;
        for (Municipality municipality : Municipality.values()) {
            for (int n = 0; n < PER_MUNICIPALITY; n++) {
                all.add(sample(
                        all.size() + 1,
                        municipality,
                        SamplePeople.ALL.get(next),
                        PHASES.get(next % PHASES.size()),
                        today));
                next++;
            }
        }
        while (next < SamplePeople.ALL.size()) {
            all.add(sample(all.size() + 1, BOTTLENECK, SamplePeople.ALL.get(next), Progress.UNANSWERED, today));
            next++;
        }
        return all;
    }

    private Sample sample(
            int number, Municipality municipality, SamplePeople.Invented person, Progress progress, LocalDate today) {
        int served =
                switch (progress) {
                    case UNANSWERED -> 25;
                    case OPENED, NEEDS_CLEAR -> 2;
                    default -> 4 + number % 4;
                };
        int opened =
                switch (progress) {
                    case OPENED -> 0;
                    case NEEDS_CLEAR, REVIEWING, AGREEING -> 2;
                    case UNANSWERED -> 23;
                    case LANGUAGE_COURSE, CONFIDENTIAL, CONFIDENTIAL_ASKED, WORK, CERTIFICATE_AWAITED, CRISIS ->
                        12 + number % 9;
                    case COURSE_REGISTERED, CONFIDENTIAL_ACCOMPANIED, CONFIDENTIAL_GOES_ON, TALK_HELD, CRISIS_OVER ->
                        30 + number % 9;
                    case AGREED_ANEW -> 45 + number % 9;
                    case COURSE_ATTENDED, COURSE_BROKEN_OFF -> 75 + number % 9;
                    case COUNSELLING -> 6;
                    case ACCOMPANIED -> 90 + number % 3;
                    // Long enough for their bottleneck to have been observed.
                    case AT_WORK -> 130 + number % 9;
                    case CLOSED -> 75 + number;
                    case COUNSELLED -> 20 + number;
                    default -> 3 + number % 2;
                };
        return new Sample(
                "sample-" + number,
                users.caseManagerOf(municipality)
                        .map(SampleUsers.Sample::id)
                        .orElseThrow(() -> new IllegalStateException("nobody works in " + municipality)),
                municipality,
                person.givenName(),
                person.familyName(),
                person.birthDate(),
                person.language(),
                today.minusDays(served),
                progress,
                opened);
    }

    private static List<Sample> firstLook(LocalDate today) {
        List<Sample> all = new ArrayList<>();
        Municipality siegburg = Municipality.SIEGBURG;
        Municipality lohmar = Municipality.LOHMAR;
        all.add(new Sample(
                "sample-1",
                "fallmanagement",
                siegburg,
                "Samira",
                "Haddad",
                LocalDate.of(1995, 4, 12),
                "AR",
                today.minusDays(2),
                Progress.OPENED,
                0));
        all.add(new Sample(
                "sample-2",
                "fallmanagement",
                siegburg,
                "Oleksandr",
                "Bondar",
                LocalDate.of(1988, 11, 3),
                "UK",
                today.minusDays(3),
                Progress.NEEDS_CLEAR,
                1));
        all.add(new Sample(
                "sample-3",
                "fallmanagement",
                siegburg,
                "Tesfay",
                "Gebremedhin",
                LocalDate.of(1999, 1, 1),
                "TI",
                today.minusDays(4),
                Progress.ASSESSING,
                2));
        all.add(new Sample(
                "sample-4",
                "fallmanagement",
                siegburg,
                "Farhad",
                "Rahimi",
                LocalDate.of(1991, 7, 23),
                "PRS",
                today.minusDays(1),
                Progress.REVIEWING,
                1));
        all.add(new Sample(
                "sample-5",
                "fallmanagement",
                siegburg,
                "Leyla",
                "Demir",
                LocalDate.of(1984, 2, 29),
                "KMR",
                today.minusDays(3),
                Progress.AGREEING,
                2));
        all.add(new Sample(
                "sample-6",
                "fallmanagement",
                siegburg,
                "Yusuf",
                "Warsame",
                LocalDate.of(1997, 9, 14),
                "SO",
                // Seven days after the service the application is due: on the day of the start.
                today.minusDays(7),
                Progress.IN_TRANSITION,
                5));
        all.add(new Sample(
                "sample-7",
                "fallmanagement",
                siegburg,
                "Nour",
                "Al-Khatib",
                LocalDate.of(1990, 5, 30),
                "AR",
                today.minusDays(3),
                Progress.HANDED_OVER,
                2));
        all.add(new Sample(
                "sample-8",
                "fallmanagement",
                siegburg,
                "Ahmad",
                "Sharifi",
                LocalDate.of(1986, 12, 8),
                "FA",
                today.minusDays(4),
                Progress.HANDED_OVER,
                2));
        all.add(new Sample(
                "sample-9",
                "vertretung",
                siegburg,
                "Rojin",
                "Aslan",
                LocalDate.of(1993, 3, 17),
                "KMR",
                today.minusDays(2),
                Progress.HANDED_OVER,
                1));
        all.add(new Sample(
                "sample-10",
                "lohmar",
                lohmar,
                "Kidist",
                "Alemu",
                LocalDate.of(1998, 6, 5),
                "EN",
                today.minusDays(5),
                Progress.IN_TRANSITION,
                4));
        all.add(new Sample(
                "sample-11",
                "lohmar",
                lohmar,
                "Mariam",
                "Kalandadze",
                LocalDate.of(1979, 10, 21),
                "KA",
                today.minusDays(5),
                Progress.REVIEWING,
                3));
        all.add(new Sample(
                "sample-12",
                "lohmar",
                lohmar,
                "Bilal",
                "Saleh",
                LocalDate.of(2001, 8, 11),
                "AR",
                today.minusDays(1),
                Progress.OPENED,
                0));
        return all;
    }
}
