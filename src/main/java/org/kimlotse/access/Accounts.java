package org.kimlotse.access;

import static org.kimlotse.shared.SqlTypes.instant;
import static org.kimlotse.shared.SqlTypes.timestamp;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What we note about a user beside the engine's identity tables. */
@Component
public class Accounts {

    private final JdbcClient jdbc;

    Accounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** True if the password was given by somebody else and has to be changed before anything else. */
    public boolean mustChangePassword(String userId) {
        return jdbc.sql("select count(*) from accounts where user_id = ? and must_change_password = true")
                        .param(userId)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    public void passwordGivenBySomebodyElse(String userId) {
        note(userId, false, true);
    }

    public void passwordChanged(String userId) {
        jdbc.sql("update accounts set must_change_password = false where user_id = ?")
                .param(userId)
                .update();
    }

    /** Somebody signed in with this account. */
    public void signedIn(String userId, Instant at) {
        int known = jdbc.sql("update sign_ins set last_at = ? where user_id = ?")
                .params(timestamp(at), userId)
                .update();
        if (known == 0) {
            try {
                jdbc.sql("insert into sign_ins (user_id, last_at) values (?, ?)")
                        .params(userId, timestamp(at))
                        .update();
            } catch (DuplicateKeyException atTheSameMoment) {
                // The other sign-in is as good.
            }
        }
    }

    /** When somebody last signed in with this account; empty if nobody has yet. */
    public Optional<Instant> lastSignIn(String userId) {
        return jdbc.sql("select last_at from sign_ins where user_id = ?")
                .param(userId)
                .query((row, n) -> instant(row, "last_at"))
                .optional();
    }

    void sample(String userId) {
        note(userId, true, false);
    }

    List<String> samples() {
        return jdbc.sql("select user_id from accounts where sample = true order by user_id")
                .query(String.class)
                .list();
    }

    void forget(String userId) {
        jdbc.sql("delete from accounts where user_id = ?").param(userId).update();
    }

    /** The account is gone, and with it when it was used. */
    void forgetSignIns(String userId) {
        jdbc.sql("delete from sign_ins where user_id = ?").param(userId).update();
    }

    private void note(String userId, boolean sample, boolean mustChange) {
        forget(userId);
        jdbc.sql("insert into accounts (user_id, sample, must_change_password) values (?, ?, ?)")
                .params(userId, sample, mustChange)
                .update();
    }
}
