package org.kimlotse.access;

import java.util.List;
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

    private void note(String userId, boolean sample, boolean mustChange) {
        forget(userId);
        jdbc.sql("insert into accounts (user_id, sample, must_change_password) values (?, ?, ?)")
                .params(userId, sample, mustChange)
                .update();
    }
}
