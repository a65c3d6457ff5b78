package org.kimlotse;

import java.util.TimeZone;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class Lotse {

    public static void main(String[] args) {
        // The engine's columns carry no zone; legal days are reckoned explicitly in Germany's.
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        SpringApplication.run(Lotse.class, args);
    }
}
