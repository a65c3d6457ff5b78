package org.kimlotse.engine.guard;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;

/**
 * The beans a model may call: Lotse's own whose name ends in {@code Tasks}. Only their own public methods count, not
 * those of {@link Object}.
 */
@Component
public class TaskBeans {

    private static final String OURS = "org.kimlotse.";

    private final BeanFactory beans;

    TaskBeans(BeanFactory beans) {
        this.beans = beans;
    }

    public static boolean isAllowedName(String name) {
        return name.endsWith("Tasks") && name.length() > "Tasks".length();
    }

    public Optional<Object> find(String name) {
        if (!isAllowedName(name) || !beans.containsBean(name)) {
            return Optional.empty();
        }
        Object bean = beans.getBean(name);
        return AopUtils.getTargetClass(bean).getName().startsWith(OURS) ? Optional.of(bean) : Optional.empty();
    }

    /** The parameter types of the bean's methods of this name; empty if there is no such bean or method. */
    public List<List<Class<?>>> signatures(String beanName, String method) {
        return find(beanName)
                .map(bean -> methods(bean, method).stream()
                        .map(m -> List.of(m.getParameterTypes()))
                        .toList())
                .orElse(List.of());
    }

    /** Calls a method; what it throws comes out as it is. */
    @Nullable
    Object call(Object bean, String name, @Nullable Object[] arguments) throws Throwable {
        Method method = methods(bean, name).stream()
                .filter(m -> takes(m, arguments))
                .findFirst()
                .orElseThrow(() -> new NoSuchMethodException(ClassUtils.getUserClass(bean)
                                .getSimpleName() + "." + name + " with " + arguments.length + " argument(s)"));
        Method invocable = AopUtils.selectInvocableMethod(method, bean.getClass());
        invocable.setAccessible(true);
        try {
            return invocable.invoke(bean, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    private static List<Method> methods(Object bean, String name) {
        List<Method> found = new ArrayList<>();
        for (Class<?> type = AopUtils.getTargetClass(bean);
                type != null && type.getName().startsWith(OURS);
                type = type.getSuperclass()) {
            Arrays.stream(type.getDeclaredMethods())
                    .filter(m -> m.getName().equals(name))
                    .filter(m -> Modifier.isPublic(m.getModifiers()) && !Modifier.isStatic(m.getModifiers()))
                    .filter(m -> !m.isSynthetic())
                    .forEach(found::add);
        }
        return found;
    }

    private static boolean takes(Method method, @Nullable Object[] arguments) {
        Class<?>[] types = method.getParameterTypes();
        if (types.length != arguments.length) {
            return false;
        }
        for (int i = 0; i < types.length; i++) {
            if (!ClassUtils.isAssignableValue(types[i], arguments[i])) {
                return false;
            }
        }
        return true;
    }
}
