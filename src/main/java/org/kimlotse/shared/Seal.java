package org.kimlotse.shared;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Base64;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Seals what must not be readable in the database or in a backup of it: AES-256-GCM under a key that lies in a file of its
 * own. A text is sealed for one place; moved to another row it does not open. Whoever loses the key file loses the texts.
 */
@Component
public class Seal {

    private static final Base64.Encoder TO_TEXT = Base64.getEncoder().withoutPadding();

    private final Aead aead;

    Seal(@Value("${lotse.seal.key-file:}") String keyFile) {
        try {
            AeadConfig.register();
            KeysetHandle keys = keyFile.isBlank() ? fresh() : load(Path.of(keyFile));
            aead = keys.getPrimitive(RegistryConfiguration.get(), Aead.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key file " + keyFile + " holds no usable key", e);
        } catch (IOException e) {
            throw new UncheckedIOException("the key file " + keyFile + " cannot be read or made", e);
        }
    }

    /** @param place what the text belongs to, for example table, id and column */
    public String seal(String text, String place) {
        try {
            return TO_TEXT.encodeToString(
                    aead.encrypt(text.getBytes(StandardCharsets.UTF_8), place.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("sealing failed", e);
        }
    }

    /** @throws IllegalStateException if it was sealed under another key or for another place, or was changed */
    public String open(String sealed, String place) {
        try {
            return new String(
                    aead.decrypt(Base64.getDecoder().decode(sealed), place.getBytes(StandardCharsets.UTF_8)),
                    StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException("a sealed text does not open: wrong key file or changed data", e);
        }
    }

    private static KeysetHandle fresh() throws GeneralSecurityException {
        return KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM);
    }

    /** Made on first use, readable for this account only; two starting at once agree on the one that was first. */
    private static KeysetHandle load(Path file) throws IOException, GeneralSecurityException {
        if (!Files.exists(file)) {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            String made = TinkJsonProtoKeysetFormat.serializeKeyset(fresh(), InsecureSecretKeyAccess.get());
            try {
                if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                    Files.createFile(
                            file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                } else {
                    Files.createFile(file);
                }
                Files.writeString(file, made, StandardOpenOption.WRITE);
            } catch (FileAlreadyExistsException somebodyElse) {
                // The other one's key counts.
            }
        }
        return TinkJsonProtoKeysetFormat.parseKeyset(Files.readString(file), InsecureSecretKeyAccess.get());
    }
}
