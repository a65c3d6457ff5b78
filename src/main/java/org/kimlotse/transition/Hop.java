package org.kimlotse.transition;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kimlotse.handover.OutcomeDay;

/** The steps of a change of benefit law that are handovers; H14 is the closing task itself. */
public enum Hop {
    H0("Das Sozialamt weiß von der Anerkennung. Datum: der Tag, an dem es davon erfahren hat.", OutcomeDay.EVENT),
    H1(
            "Der formlose Antrag ist nachweislich gestellt (Eingangsstempel der zuständigen Stelle oder einer Gemeinde). Datum: der Tag des Eingangs.",
            OutcomeDay.EVENT),
    H2(
            "Der Antrag ist mit allen Unterlagen vollständig. Datum: der Tag, an dem das letzte Stück vorlag.",
            OutcomeDay.EVENT),
    H3("Die Stelle hat Eingang und Zuständigkeit bestätigt. Datum: der Tag der Bestätigung.", OutcomeDay.EVENT),
    H4(
            "Der Einstellungsbescheid liegt vor. Datum: der letzte Tag, für den die bisherige Leistung gezahlt wird, wie er im Bescheid steht.",
            OutcomeDay.BENEFIT_ENDS),
    H5(
            "Die Zeit bis zur ersten Zahlung ist überbrückt (Vorschuss, vorläufige Leistung oder weitere Zahlung). Datum: der Tag der Klärung.",
            OutcomeDay.EVENT),
    H6(
            "Der Bescheid über die neue Leistung liegt vor. Datum: der erste Tag, für den die neue Leistung gilt, wie er im Bescheid steht.",
            OutcomeDay.BENEFIT_BEGINS),
    H7("Die Krankenkasse ist gewählt und bestätigt. Datum: der Tag der Bestätigung.", OutcomeDay.EVENT),
    H8("Der Gebührenbescheid der Unterkunft liegt der neuen Stelle vor. Datum: der Tag der Vorlage.", OutcomeDay.EVENT),
    H9("Der Antrag auf Kindergeld ist gestellt. Datum: der Tag des Eingangs.", OutcomeDay.EVENT),
    H10("Es ist geklärt, ob und wo eine Wohnsitzverpflichtung besteht. Datum: der Tag der Auskunft.", OutcomeDay.EVENT),
    H11(
            "Der Aufenthaltstitel ist beantragt; die Fiktionsbescheinigung oder der Titel liegt vor. Datum: der Tag des Antrags.",
            OutcomeDay.EVENT),
    H12("Die Person ist bei einem Kursträger angemeldet. Datum: der Tag der Anmeldung.", OutcomeDay.EVENT),
    H13(
            "Das erste Gespräch im Jobcenter hat stattgefunden oder ist vereinbart. Datum: der Tag des Gesprächs.",
            OutcomeDay.AGREED);

    private final String outcomeHint;
    private final OutcomeDay outcomeDay;

    Hop(String outcomeHint, OutcomeDay outcomeDay) {
        this.outcomeHint = outcomeHint;
        this.outcomeDay = outcomeDay;
    }

    /** What counts as done and which day is asked for, German. */
    String outcomeHint() {
        return outcomeHint;
    }

    OutcomeDay outcomeDay() {
        return outcomeDay;
    }

    /** The step this one builds on, as the process runs them: its turn comes when that one has ended; null if none. */
    @Nullable
    Hop buildsOn() {
        return switch (this) {
            case H2, H3 -> H1;
            case H6 -> H2;
            case H12 -> H11;
            default -> null;
        };
    }

    /** The steps that make no sense without this one; H12 goes on without H11, for a title may come without an application. */
    List<Hop> dependents() {
        return this == H11
                ? List.of()
                : Arrays.stream(values()).filter(hop -> hop.buildsOn() == this).toList();
    }
}
