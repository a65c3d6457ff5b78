package org.kimlotse.sample;

import java.time.LocalDate;
import java.util.List;

/** Invented people; any likeness is chance. */
final class SamplePeople {

    record Invented(String givenName, String familyName, LocalDate birthDate, String language) {

        static Invented of(String line) {
            String[] parts = line.split(" \\| ", -1);
            return new Invented(parts[0], parts[1], LocalDate.parse(parts[2]), parts[3]);
        }
    }

    private static final String LINES =
            """
            Amina | Barakzai | 1992-03-08 | PRS
            Dmytro | Hrytsenko | 1985-07-19 | UK
            Hawa | Nuur | 1999-11-02 | SO
            Karim | Mansouri | 1978-05-27 | FA
            Selam | Tekle | 2001-02-14 | TI
            Rezan | Osman | 1989-09-30 | KMR
            Layla | Darwish | 1996-06-21 | AR
            Giorgi | Beridze | 1983-12-05 | KA
            Fatoumata | Baldé | 1994-04-17 | FR
            Mustafa | Yıldız | 1976-08-11 | TR
            Parwana | Ahmadzai | 1998-10-26 | PS
            Iryna | Kovalchuk | 1990-01-23 | UK
            Besnik | Krasniqi | 1987-03-15 | SQ
            Zahra | Rostami | 1993-07-07 | FA
            Abdirahman | Jama | 1995-05-12 | SO
            Nadia | Haddou | 1981-11-18 | AR
            Biniam | Ghebru | 2000-08-29 | TI
            Olena | Shevchuk | 1974-02-06 | RU
            Siamand | Hamo | 1991-09-13 | CKB
            Chinonso | Okafor | 1988-06-24 | EN
            Ruta | Habte | 1997-12-19 | TI
            Omar | Kanaan | 1984-10-03 | AR
            Lusine | Petrosyan | 1979-04-28 | HY
            Elvin | Mammadov | 1992-08-16 | AZ
            Samuel | Kifle | 1986-01-31 | EN
            Rukhsana | Niazi | 1994-05-09 | PRS
            Vasyl | Melnychuk | 1968-09-22 | UK
            Hodan | Ali | 1999-03-27 | SO
            Jamal | Zidan | 1990-12-12 | AR
            Mirela | Hodžić | 1982-07-04 | BCS
            Farid | Sultani | 1996-02-20 | PRS
            Mariama | Diallo | 1993-10-15 | FR
            Ihor | Panchenko | 1977-06-08 | UK
            Gulistan | Ramadan | 1987-11-25 | KMR
            Yonas | Mehari | 1998-04-02 | TI
            Shirin | Karimi | 1985-08-18 | FA
            Aziz | Rahmani | 2002-01-16 | PS
            Nino | Lomidze | 1991-05-30 | KA
            Haya | Suleiman | 1994-09-06 | AR
            Emeka | Nwosu | 1980-03-21 | EN
            Dilan | Şahin | 1997-07-28 | KMR
            Viktoriia | Lysenko | 1989-12-01 | UK
            Idris | Hersi | 1995-10-11 | SO
            Soraya | Hakimi | 1983-02-25 | PRS
            Ardit | Hoxha | 1990-06-14 | SQ
            Weynshet | Bekele | 1996-11-09 | EN
            Nasrin | Moradi | 1975-04-20 | FA
            Tariq | Aswad | 1988-08-05 | AR
            Feven | Araya | 2000-05-18 | TI
            Rostyslav | Tkachuk | 1993-01-29 | UK
            Berivan | Shekho | 1986-10-22 | KMR
            Cedric | Mbala | 1992-12-27 | FR
            Maliha | Wardak | 1999-07-13 | PS
            Hayk | Sargsyan | 1981-09-17 | HY
            Rana | Khouri | 1997-03-03 | AR
            Abel | Woldu | 1994-06-30 | TI
            Svitlana | Moroz | 1972-11-14 | RU
            Navid | Jafari | 1990-02-08 | PRS
            Khadija | Warsame | 1998-08-23 | SO
            Orhan | Çelik | 1984-05-06 | TR
            """;

    static final List<Invented> ALL = LINES.lines().map(Invented::of).toList();

    private SamplePeople() {}
}
