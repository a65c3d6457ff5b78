package org.kimlotse.access.process;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.IdentityServiceImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
import org.jspecify.annotations.Nullable;
import org.kimlotse.access.Identities;
import org.kimlotse.shared.Actors.Actor;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** {@link Identities} in the engine's identity tables. */
@Component
class EngineIdentities implements Identities {

    private final ProcessEngineConfigurationImpl configuration;
    private final IdentityServiceImpl identityService;
    private final String hashOfNobody;

    EngineIdentities(ProcessEngine engine) {
        this.configuration = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
        this.identityService = (IdentityServiceImpl) engine.getIdentityService();
        this.hashOfNobody = configuration.getPasswordManager().encrypt("nobody");
    }

    @Override
    public Optional<Actor> find(String userId) {
        return asSystem(() -> Optional.ofNullable(
                        identityService.createUserQuery().userId(userId).singleResult())
                // The database may compare without regard to case or trailing blanks; an identity must not.
                .filter(user -> user.getId().equals(userId))
                .map(user -> new Actor(user.getId(), name(user), groupsOf(userId))));
    }

    @Override
    public boolean exists(String userId) {
        return asSystem(() -> identityService.createUserQuery().userId(userId).count() > 0);
    }

    @Override
    public Optional<String> mailAddress(String userId) {
        return asSystem(() -> Optional.ofNullable(
                        identityService.createUserQuery().userId(userId).singleResult())
                .map(User::getEmail)
                .map(String::strip)
                .filter(address -> !address.isEmpty()));
    }

    @Override
    @Transactional
    public void changeMailAddress(String userId, String address) {
        asSystem(() -> {
            User user = Objects.requireNonNull(
                    identityService.createUserQuery().userId(userId).singleResult());
            user.setEmail(address);
            identityService.saveUser(user, true);
            return true;
        });
    }

    @Override
    public boolean passwordMatches(String userId, String password) {
        // Not IdentityService.checkPassword: after a wrong password that refuses the right one for a while without a
        // word.
        return asSystem(() -> configuration
                .getCommandExecutorTxRequired()
                .execute(context -> matches(
                        context.getReadOnlyIdentityProvider().findUserById(userId) instanceof UserEntity user
                                        && user.getId().equals(userId)
                                ? user
                                : null,
                        password)));
    }

    private boolean matches(@Nullable UserEntity user, String password) {
        var passwords = Context.getProcessEngineConfiguration().getPasswordManager();
        if (user == null || user.getPassword() == null) {
            passwords.check(password, hashOfNobody);
            return false;
        }
        return passwords.check(salted(password, user.getSalt()), user.getPassword());
    }

    private static String salted(String password, @Nullable String salt) {
        return salt == null ? password : password + salt;
    }

    @Override
    @Transactional
    public void changePassword(String userId, String newPassword) {
        asSystem(() -> {
            User user = Objects.requireNonNull(
                    identityService.createUserQuery().userId(userId).singleResult());
            user.setPassword(newPassword);
            identityService.saveUser(user, true);
            return true;
        });
    }

    @Override
    public List<String> membersOf(String group) {
        return asSystem(() -> identityService.createUserQuery().memberOfGroup(group).list().stream()
                .map(User::getId)
                .sorted()
                .toList());
    }

    @Override
    public List<String> groups() {
        return asSystem(() -> identityService.createGroupQuery().list().stream()
                .map(Group::getId)
                .sorted()
                .toList());
    }

    @Override
    public void ensureGroup(String id, String germanName) {
        asSystem(() -> {
            if (identityService.createGroupQuery().groupId(id).count() == 0) {
                Group group = identityService.newGroup(id);
                group.setName(germanName);
                group.setType("WORKFLOW");
                identityService.saveGroup(group);
            }
            return true;
        });
    }

    @Override
    @Transactional
    public void create(NewUser user) {
        asSystem(() -> {
            if (exists(user.id())) {
                throw new IllegalStateException("user exists: " + user.id());
            }
            User created = identityService.newUser(user.id());
            created.setFirstName(user.firstName());
            created.setLastName(user.lastName());
            created.setPassword(user.password());
            identityService.saveUser(created, true);
            user.groups().forEach(group -> identityService.createMembership(user.id(), group));
            return true;
        });
    }

    @Override
    @Transactional
    public void remove(String userId) {
        asSystem(() -> {
            identityService.deleteUser(userId);
            return true;
        });
    }

    private Set<String> groupsOf(String userId) {
        Set<String> groups = new HashSet<>();
        identityService.createGroupQuery().groupMember(userId).list().forEach(group -> groups.add(group.getId()));
        return Set.copyOf(groups);
    }

    private static String name(User user) {
        String name = (Objects.requireNonNullElse(user.getFirstName(), "") + " "
                        + Objects.requireNonNullElse(user.getLastName(), ""))
                .strip();
        return name.isEmpty() ? user.getId() : name;
    }

    /** Looks people up whoever is asking; the engine's own checks are for what it serves itself. */
    private <T> T asSystem(Supplier<T> work) {
        IdentityService service = identityService;
        Authentication before = service.getCurrentAuthentication();
        service.clearAuthentication();
        try {
            return work.get();
        } finally {
            if (before != null) {
                service.setAuthentication(before);
            }
        }
    }
}
