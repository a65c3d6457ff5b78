package org.kimlotse;

import java.util.Set;
import java.util.concurrent.Callable;
import org.kimlotse.access.SignedIn;
import org.kimlotse.shared.Actors;
import org.kimlotse.shared.Municipality;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;

/** Lets a test act as one of the sample users, as their request would: {@code Acting.as("fallmanagement", () -> …)}. */
public final class Acting {

    private Acting() {}

    public static <T> T as(String user, Callable<T> work) {
        Set<String> groups =
                switch (user) {
                    case "fallmanagement", "vertretung" -> Set.of(Municipality.SIEGBURG.team());
                    case "lohmar" -> Set.of(Municipality.LOHMAR.team());
                    case "jobcenter" -> Set.of("partner-jc-sie");
                    case "sozialamt" -> Set.of("partner-soz-sie");
                    case "koordination", "koordination2" -> Set.of("coordination");
                    case "sozialdezernat", "jobcenter-leitung" -> Set.of("steering-group");
                    case "prozesse" -> Set.of("process-owner");
                    case "admin" -> Set.of("admin");
                    default -> throw new IllegalArgumentException("no sample user " + user);
                };
        SecurityContext before = SecurityContextHolder.getContext();
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(new SignedIn(new Actors.Actor(user, user, groups)));
        SecurityContextHolder.setContext(context);
        try {
            return work.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            SecurityContextHolder.setContext(before);
        }
    }

    public static void as(String user, Runnable work) {
        as(user, () -> {
            work.run();
            return null;
        });
    }
}
