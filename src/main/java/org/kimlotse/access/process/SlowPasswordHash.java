package org.kimlotse.access.process;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.camunda.bpm.engine.impl.digest.PasswordEncryptor;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/**
 * Passwords in the engine's identity tables as bcrypt instead of one round of SHA-512. The password is digested first,
 * because bcrypt reads 72 bytes only and the engine appends its salt at the end.
 */
class SlowPasswordHash implements PasswordEncryptor {

    private final BCryptPasswordEncoder bcrypt;

    /** @param cost each step doubles the time a guess takes; 10 is some 60 ms */
    SlowPasswordHash(int cost) {
        this.bcrypt = new BCryptPasswordEncoder(cost);
    }

    @Override
    public String encrypt(String password) {
        return bcrypt.encode(digest(password));
    }

    @Override
    public boolean check(String password, String encrypted) {
        return bcrypt.matches(digest(password), encrypted);
    }

    @Override
    public String hashAlgorithmName() {
        return "bcrypt-sha384";
    }

    /** 64 characters of Base64: everything of the password counts, and nothing is cut off. */
    private static String digest(String password) {
        try {
            byte[] sha384 = MessageDigest.getInstance("SHA-384").digest(password.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(sha384);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
