package org.kimlotse.access.web;

import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Programs get problem details (RFC 9457); people get a page. Takes the place of Spring Boot's handler of the same kind,
 * which answers a browser with JSON too.
 */
@ControllerAdvice(annotations = RestController.class)
class ProblemsForPrograms extends ResponseEntityExceptionHandler {}
