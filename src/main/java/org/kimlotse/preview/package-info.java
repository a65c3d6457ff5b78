/** What the rules say of a household, asked and answered without saving anything. */
@org.jspecify.annotations.NullMarked
@org.springframework.modulith.ApplicationModule(
        displayName = "Vorschau",
        allowedDependencies = {
            "shared",
            "rulebook",
            "directory",
            "assessment :: facts",
            "transition :: facts",
            "referral :: facts",
            "intake :: facts"
        })
package org.kimlotse.preview;
