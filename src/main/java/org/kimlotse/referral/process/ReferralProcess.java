package org.kimlotse.referral.process;

import org.kimlotse.engine.ProcessVariable;
import org.kimlotse.engine.ProcessVariables;
import org.kimlotse.referral.CourseDoor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The answers the processes of the referrals may know. */
@Configuration(proxyBeanMethods = false)
class ReferralProcess {

    /** What became of the placement test. */
    enum Placement {
        TESTED,
        AGAIN,
        /** Nobody tests, and it goes on all the same. */
        WITHOUT
    }

    /** What came of trying to register. */
    enum Registration {
        REGISTERED,
        OTHER_PROVIDER,
        STOP
    }

    /** What became of the start. */
    enum CourseStart {
        STARTED,
        POSTPONED,
        OTHER_PROVIDER,
        STOP
    }

    /** How it goes in the course. */
    enum Attendance {
        ATTENDING,
        NO_SHOW,
        FINISHED,
        OTHER_PROVIDER,
        DROPPED_OUT
    }

    /** What a person says who missed days. */
    enum AbsenceOutcome {
        BACK,
        STOPS
    }

    static final ProcessVariable<Boolean> DROP_OUT_LOOMS = ProcessVariable.bool("dropOutLooms");
    static final ProcessVariable<AbsenceOutcome> ABSENCE_OUTCOME =
            ProcessVariable.choice("absenceOutcome", AbsenceOutcome.class);
    static final ProcessVariable<Boolean> DROP_OUT_CONFIRMED = ProcessVariable.bool("dropOutConfirmed");

    /** Confidential: whether somebody is asked, never who. */
    enum ConfidentialDecision {
        REFER,
        CORRECT,
        /** Nobody else after all: what runs already goes on. */
        BACK,
        STOP
    }

    /** Confidential: whether it is followed further. */
    enum GoesOn {
        CONTINUE,
        MISSED,
        POSTPONED,
        CANCELLED,
        ANOTHER,
        APPLY,
        DONE,
        STOP
    }

    static final ProcessVariable<ConfidentialDecision> CONFIDENTIAL_DECISION =
            ProcessVariable.choice("confidentialDecision", ConfidentialDecision.class);
    static final ProcessVariable<Boolean> CONFIDENTIAL_CONTINUES = ProcessVariable.bool("confidentialContinues");
    static final ProcessVariable<Boolean> CONFIDENTIAL_DEADLINE = ProcessVariable.bool("confidentialDeadline");
    static final ProcessVariable<Boolean> CONFIDENTIAL_ACCEPTED = ProcessVariable.bool("confidentialAccepted");
    static final ProcessVariable<GoesOn> CONFIDENTIAL_GOES_ON =
            ProcessVariable.choice("confidentialGoesOn", GoesOn.class);

    /** Whether coordination let a case stay with whom others gave it to. */
    static final ProcessVariable<Boolean> SUCCESSOR_CONFIRMED = ProcessVariable.bool("successorConfirmed");

    /** What became of the first talk. */
    enum TalkOutcome {
        HELD,
        POSTPONED,
        MISSED_EXCUSED,
        MISSED,
        /** The office said no, or it was taken back: nobody was expected. */
        NONE
    }

    /** What became of the Kooperationsplan. */
    enum PlanState {
        MADE,
        LATER,
        NONE
    }

    /** What comes next on the way into work. */
    enum WorkNext {
        CONTINUE,
        IN_WORK,
        STOP
    }

    static final ProcessVariable<Boolean> TALK_CONFIRMED = ProcessVariable.bool("talkConfirmed");
    static final ProcessVariable<TalkOutcome> TALK_OUTCOME = ProcessVariable.choice("talkOutcome", TalkOutcome.class);
    static final ProcessVariable<PlanState> PLAN_STATE = ProcessVariable.choice("planState", PlanState.class);
    static final ProcessVariable<Boolean> ASK_AGAIN = ProcessVariable.bool("askAgain");
    static final ProcessVariable<Boolean> RECOGNITION_WISHED = ProcessVariable.bool("recognitionWished");
    /** The law that pays knows a Kooperationsplan. */
    static final ProcessVariable<Boolean> PLAN_NEEDED = ProcessVariable.bool("planNeeded");

    static final ProcessVariable<WorkNext> WORK_NEXT = ProcessVariable.choice("workNext", WorkNext.class);

    static final ProcessVariable<CourseDoor> COURSE_DOOR = ProcessVariable.choice("courseDoor", CourseDoor.class);
    static final ProcessVariable<Boolean> ADMITTED = ProcessVariable.bool("admitted");
    /** The office's word that was counted on is not to be had. */
    static final ProcessVariable<Boolean> CERTIFICATE_NONE = ProcessVariable.bool("certificateNone");

    static final ProcessVariable<Placement> PLACEMENT = ProcessVariable.choice("placementState", Placement.class);

    static final ProcessVariable<Registration> REGISTRATION =
            ProcessVariable.choice("courseRegistration", Registration.class);
    static final ProcessVariable<CourseStart> COURSE_START = ProcessVariable.choice("courseStart", CourseStart.class);
    static final ProcessVariable<Attendance> ATTENDANCE = ProcessVariable.choice("attendance", Attendance.class);

    @Bean
    ProcessVariables referralVariables() {
        return ProcessVariables.of(
                COURSE_DOOR,
                ADMITTED,
                CERTIFICATE_NONE,
                PLACEMENT,
                REGISTRATION,
                COURSE_START,
                ATTENDANCE,
                DROP_OUT_LOOMS,
                ABSENCE_OUTCOME,
                DROP_OUT_CONFIRMED,
                CONFIDENTIAL_CONTINUES,
                CONFIDENTIAL_DEADLINE,
                CONFIDENTIAL_DECISION,
                CONFIDENTIAL_ACCEPTED,
                CONFIDENTIAL_GOES_ON,
                SUCCESSOR_CONFIRMED,
                TALK_CONFIRMED,
                TALK_OUTCOME,
                PLAN_STATE,
                ASK_AGAIN,
                RECOGNITION_WISHED,
                PLAN_NEEDED,
                WORK_NEXT);
    }
}
