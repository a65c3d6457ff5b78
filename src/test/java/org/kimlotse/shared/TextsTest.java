package org.kimlotse.shared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextsTest {

    @Test
    void keepsEmojiAndRightToLeftText() {
        assertThat(Texts.clean("  👩‍👧 فاطمة الزهراء\nשלום ")).isEqualTo("👩‍👧 فاطمة الزهراء\nשלום");
    }

    @Test
    void composesAccentsAndDropsControlCharactersAndBrokenSurrogates() {
        assertThat(Texts.clean("Jose\u0301\u0000\u0007 a\r\nb \ud83d")).isEqualTo("José a\nb");
    }

    @Test
    void countsAnEmojiAsOneCharacter() {
        assertThat(Texts.length("😀😀")).isEqualTo(2);
    }

    @Test
    void putsTextOnOneLine() {
        assertThat(Texts.oneLine(" Anna \n\t Maria ")).isEqualTo("Anna Maria");
    }
}
