package org.kimlotse.referral;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kimlotse.directory.Directory;
import org.kimlotse.directory.Office;
import org.kimlotse.engine.FormWords;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.springframework.stereotype.Component;

/**
 * How far the referrals of a case have come, in the words of the forms that asked. Of a confidential one only that there is
 * one, and only for who may look into the health compartment; the rest stands on its own sealed page.
 */
@Component
public class ReferralPage {

    /** One thing that is known. */
    public record Line(String label, String value) {}

    public record Shown(Referral referral, List<Line> lines) {}

    private static final Map<ReferralKind, Map<String, String>> ASKED_IN = Map.of(
            ReferralKind.LANGUAGE_COURSE, course(), ReferralKind.JOBCENTER, work(), ReferralKind.HEALTH, Map.of());

    private final ShownReferrals referrals;
    private final ReferralRecords records;
    private final FormWords words;
    private final Directory directory;

    ReferralPage(ShownReferrals referrals, ReferralRecords records, FormWords words, Directory directory) {
        this.directory = directory;
        this.referrals = referrals;
        this.records = records;
        this.words = words;
    }

    /** Newest first. */
    public List<Shown> of(CaseId caseId) {
        return referrals.of(caseId).stream()
                .map(referral -> new Shown(referral, lines(referral)))
                .toList();
    }

    private List<Line> lines(Referral referral) {
        Map<String, String> known = records.facts(referral.id());
        List<Line> lines = new ArrayList<>();
        ASKED_IN.getOrDefault(referral.kind(), Map.of()).forEach((key, form) -> {
            String value = known.get(key);
            if (value != null) {
                lines.add(new Line(words.label(form, key).orElse(key), inWords(form, key, value)));
            }
        });
        return lines;
    }

    private String inWords(String form, String key, String value) {
        return words.value(form, key, value)
                .or(() -> day(value).map(BusinessCalendar::german))
                .or(() -> directory.office(value).map(Office::label))
                .orElse(value);
    }

    private static Optional<LocalDate> day(String value) {
        try {
            return Optional.of(LocalDate.parse(value));
        } catch (DateTimeException words) {
            return Optional.empty();
        }
    }

    /** In the order of the way. */
    private static Map<String, String> course() {
        Map<String, String> forms = new LinkedHashMap<>();
        forms.put(LanguageCourse.DOOR, "course-door");
        forms.put(LanguageCourse.CERTIFICATE_ON, "course-certificate");
        forms.put(LanguageCourse.CERTIFICATE_UNTIL, "course-certificate");
        forms.put(LanguageCourse.OBLIGED, "course-certificate");
        forms.put(LanguageCourse.PLACEMENT_ON, "course-placement");
        forms.put(LanguageCourse.LEVEL, "course-needs");
        forms.put(LanguageCourse.KIND, "course-placement");
        forms.put(LanguageCourse.PROVIDER, "course-registration");
        forms.put(LanguageCourse.REGISTERED_ON, "course-registration");
        forms.put(LanguageCourse.STARTS_ON, "course-registration");
        forms.put(LanguageCourse.LATE_REASON, "course-start");
        forms.put(LanguageCourse.STARTED_ON, "course-start");
        forms.put(LanguageCourse.COURSE_DAYS, "course-attendance");
        forms.put(LanguageCourse.MISSED_DAYS, "course-attendance");
        forms.put(LanguageCourse.RESULT, "course-result");
        forms.put(LanguageCourse.RESULT_ON, "course-result");
        forms.put(LanguageCourse.ABSENCE_REASON, "course-dropout");
        return forms;
    }

    private static Map<String, String> work() {
        Map<String, String> forms = new LinkedHashMap<>();
        forms.put(WorkReferral.GOAL, "work-needs");
        forms.put(WorkReferral.PERMIT, "work-needs");
        forms.put(WorkReferral.TALK_ON, "work-talk");
        forms.put(WorkReferral.PLAN_ASK_ON, "work-plan");
        forms.put(WorkReferral.PLAN_ON, "work-plan");
        forms.put(WorkReferral.PLAN_HAS_COURSE, "work-plan");
        forms.put(WorkReferral.WORK_KIND, "work-result");
        forms.put(WorkReferral.STARTS_ON, "work-result");
        forms.put(WorkReferral.COVERS_NEED, "work-result");
        return forms;
    }
}
