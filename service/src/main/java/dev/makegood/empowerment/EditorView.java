package dev.makegood.empowerment;

import org.jspecify.annotations.Nullable;

/** Who changed what others may give: in which role, and by which name at the identity provider. */
record EditorView(String role, String subject) {

    /** None where the name has been erased. */
    static @Nullable EditorView of(@Nullable String role, @Nullable String subject) {
        return role == null || subject == null ? null : new EditorView(role, subject);
    }
}
