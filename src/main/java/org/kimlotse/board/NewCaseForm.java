package org.kimlotse.board;

import org.jspecify.annotations.Nullable;

/** The page <em>Neuer Fall</em> as it was typed. */
class NewCaseForm {

    private @Nullable String clientToken;
    private @Nullable String givenName;
    private @Nullable String familyName;
    private @Nullable String birthDate;
    private @Nullable String municipality;
    private @Nullable String language;

    public @Nullable String getClientToken() {
        return clientToken;
    }

    public void setClientToken(String clientToken) {
        this.clientToken = clientToken;
    }

    public @Nullable String getGivenName() {
        return givenName;
    }

    public void setGivenName(String givenName) {
        this.givenName = givenName;
    }

    public @Nullable String getFamilyName() {
        return familyName;
    }

    public void setFamilyName(String familyName) {
        this.familyName = familyName;
    }

    public @Nullable String getBirthDate() {
        return birthDate;
    }

    public void setBirthDate(String birthDate) {
        this.birthDate = birthDate;
    }

    public @Nullable String getMunicipality() {
        return municipality;
    }

    public void setMunicipality(String municipality) {
        this.municipality = municipality;
    }

    public @Nullable String getLanguage() {
        return language;
    }

    public void setLanguage(String language) {
        this.language = language;
    }
}
