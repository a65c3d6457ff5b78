package org.kimlotse.referral;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kimlotse.casefile.CompartmentLocks;
import org.kimlotse.shared.CaseContent;
import org.kimlotse.shared.CaseId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The referrals of a case, with what is sealed. */
@Component
class ReferralContent implements CaseContent {

    private final JdbcClient jdbc;
    private final ReferralRecords referrals;
    private final HealthAccesses accesses;
    private final CompartmentLocks locks;

    ReferralContent(JdbcClient jdbc, ReferralRecords referrals, HealthAccesses accesses, CompartmentLocks locks) {
        this.accesses = accesses;
        this.locks = locks;
        this.jdbc = jdbc;
        this.referrals = referrals;
    }

    /** The processes of referrals run under their ids. */
    @Override
    public Set<String> keys(CaseId caseId) {
        return Stream.of(
                        referrals.of(caseId).stream().map(r -> r.id().toString()),
                        accesses.of(caseId).stream().map(a -> a.id().toString()),
                        locks.of(caseId).stream().map(lock -> lock.id().toString()))
                .flatMap(ids -> ids)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public int erase(CaseId caseId, Set<String> keys) {
        return List.of(
                        "delete from health_accesses where case_number = :case",
                        "delete from health_goals where case_number = :case",
                        "delete from health_remarks where referral_id in (select id from referrals where case_number = :case)",
                        "delete from health_notes where referral_id in (select id from referrals where case_number = :case)",
                        "delete from referral_facts where referral_id in (select id from referrals where case_number = :case)",
                        "delete from referral_steps where referral_id in (select id from referrals where case_number = :case)",
                        "delete from referrals where case_number = :case")
                .stream()
                .mapToInt(sql -> jdbc.sql(sql).param("case", caseId.number()).update())
                .sum();
    }
}
