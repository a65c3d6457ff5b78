package org.kimlotse.preview;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kimlotse.preview.Household.Member;
import org.kimlotse.referral.facts.CourseDetails;
import org.kimlotse.referral.facts.GermanLevel;
import org.kimlotse.referral.facts.Literacy;

/** A person's German and the way into a course as far as it has come. Null means: not known. */
public record GermanInput(
        @Nullable GermanLevel level,
        @Nullable Literacy literacy,
        @Nullable Boolean inSchool,
        @Nullable Boolean fullTimePossible,
        @Nullable Boolean childcareNeeded,
        @Nullable LocalDate certificateOn,
        @Nullable Boolean obliged,
        @Nullable LocalDate registeredOn,
        @Nullable Integer absentDays,
        @Nullable String door,
        Set<String> refusedDoors,
        @Nullable Boolean couldNotRegister,
        @Nullable LocalDate startedOn,
        @Nullable Boolean begun,
        @Nullable LocalDate interruptedSince,
        CourseDetails details) {

    /** The same without steps that lie ahead; a course that is to begin is known as a plan. */
    GermanInput knownBy(LocalDate today) {
        return new GermanInput(
                level,
                literacy,
                inSchool,
                fullTimePossible,
                childcareNeeded,
                Member.happened(certificateOn, today),
                obliged,
                Member.happened(registeredOn, today),
                absentDays,
                door,
                refusedDoors,
                couldNotRegister,
                startedOn,
                begun,
                Member.happened(interruptedSince, today),
                details);
    }
}
