package org.kimlotse.models;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kimlotse.LotseTest;
import org.kimlotse.engine.Models;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Processes, forms and rules of the product against its modules: every expression resolves, every form exists and is used,
 * every form field is known, every variable declared, every rule set passes its cases. The checks are those of the model
 * deployer; here they have to find nothing.
 */
@LotseTest
class ModelContractTest {

    @Autowired
    Models models;

    @Test
    void everyModelOfTheProductServes() {
        assertThat(models.status().problems()).isEmpty();
        assertThat(models.status().withdrawn()).isEmpty();
    }

    @Test
    void noFormAsksOrShowsWhatNoModuleKnows() {
        assertThat(models.status().notes()).isEmpty();
    }
}
