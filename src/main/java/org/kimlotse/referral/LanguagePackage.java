package org.kimlotse.referral;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.kimlotse.handover.DataField;
import org.kimlotse.handover.DataPackageSource;
import org.kimlotse.referral.facts.GermanLevel;
import org.kimlotse.referral.facts.Literacy;
import org.kimlotse.shared.BusinessCalendar;
import org.kimlotse.shared.CaseId;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * What a registration form asks for (§ 7 Abs. 1 S. 6 IntV), for an office whose consent covers language. A wish for part
 * time goes out, its reason never does.
 */
@Component
@Order(20)
class LanguagePackage implements DataPackageSource {

    private static final String CATEGORY = "LANGUAGE";

    private final ReferralRecords referrals;

    LanguagePackage(ReferralRecords referrals) {
        this.referrals = referrals;
    }

    @Override
    public List<DataField> fields(CaseId caseId) {
        List<DataField> fields = new ArrayList<>();
        referrals.open(caseId, ReferralKind.LANGUAGE_COURSE).ifPresent(referral -> {
            Map<String, String> known = referrals.facts(referral.id());
            add(fields, known, LanguageCourse.LEVEL, "Deutsch", v -> GermanLevel.valueOf(v)
                    .label());
            add(fields, known, LanguageCourse.LITERACY, "Schrift", v -> Literacy.valueOf(v)
                    .label());
            add(fields, known, LanguageCourse.FULL_TIME, "Kurs", v -> v.equals("true") ? "Vollzeit" : "Teilzeit");
            add(
                    fields,
                    known,
                    LanguageCourse.CHILDCARE,
                    "Kinderbetreuung nötig",
                    v -> v.equals("true") ? "ja" : "nein");
            add(
                    fields,
                    known,
                    LanguageCourse.OBLIGED,
                    "Zur Teilnahme verpflichtet",
                    v -> v.equals("true") ? "ja" : "nein");
            add(fields, known, LanguageCourse.CERTIFICATE_ON, "Bestätigung vom", LanguagePackage::german);
            add(fields, known, LanguageCourse.CERTIFICATE_UNTIL, "Bestätigung gilt bis", LanguagePackage::german);
            add(fields, known, LanguageCourse.REGISTERED_ON, "Angemeldet am", LanguagePackage::german);
            add(fields, known, LanguageCourse.PROVIDER, "Kursträger", v -> v);
        });
        return fields;
    }

    private static String german(String iso) {
        return BusinessCalendar.german(java.time.LocalDate.parse(iso));
    }

    private static void add(
            List<DataField> fields,
            Map<String, String> known,
            String key,
            String label,
            java.util.function.UnaryOperator<String> shown) {
        String value = known.get(key);
        if (value != null && !value.isEmpty()) {
            fields.add(new DataField(CATEGORY, key, label, shown.apply(value)));
        }
    }
}
