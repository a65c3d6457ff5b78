package org.kimlotse;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class Lotse {

    public static void main(String[] args) {
        SpringApplication.run(Lotse.class, args);
    }
}
