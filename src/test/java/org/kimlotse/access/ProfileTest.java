package org.kimlotse.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kimlotse.LotseTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@LotseTest
class ProfileTest {

    @LocalServerPort
    int port;

    @Autowired
    Identities identities;

    @AfterEach
    void noAddress() {
        identities.changeMailAddress("sozialamt", "");
    }

    private HttpUser entering(String mail) {
        HttpUser user = HttpUser.signedIn(port, "sozialamt");
        user.form("/profil", Map.of("_csrf", user.formToken("/profil"), "mail", mail));
        return user;
    }

    @Test
    void everybodyEntersAndDeletesTheirOwnMailAddressAndKeepsTheirPassword() {
        HttpUser user = entering(" s.amt@siegburg.example ");
        assertThat(identities.mailAddress("sozialamt")).hasValue("s.amt@siegburg.example");
        assertThat(user.page("/profil").body()).contains("s.amt@siegburg.example", "href=\"/kennwort\"");
        assertThat(identities.passwordMatches("sozialamt", "sozialamt")).isTrue();
        assertThat(user.page("/schreiben").body()).contains("href=\"/profil\"");

        entering("");
        assertThat(identities.mailAddress("sozialamt")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sozialamt", "Amt <amt@siegburg.example>", "a@b, c@d", "zwei worte@siegburg.example", "@"})
    void whatIsNoAddressIsNotKeptAndStandsThereToBeCorrected(String mail) {
        HttpUser user = HttpUser.signedIn(port, "sozialamt");
        String answer = user.form("/profil", Map.of("_csrf", user.formToken("/profil"), "mail", mail))
                .body();
        assertThat(answer)
                .contains("Das ist keine Mailadresse", mail.replace("<", "&lt;").replace(">", "&gt;"));
        assertThat(identities.mailAddress("sozialamt")).isEmpty();
    }
}
