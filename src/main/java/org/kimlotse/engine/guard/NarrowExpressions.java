package org.kimlotse.engine.guard;

import java.beans.FeatureDescriptor;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.el.JuelExpressionManager;
import org.camunda.bpm.engine.impl.el.VariableContextElResolver;
import org.camunda.bpm.engine.impl.el.VariableScopeElResolver;
import org.camunda.bpm.impl.juel.jakarta.el.CompositeELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ELContext;
import org.camunda.bpm.impl.juel.jakarta.el.ELException;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.MethodNotFoundException;
import org.camunda.bpm.impl.juel.jakarta.el.PropertyNotFoundException;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates expressions of models, queries and filters with nothing in reach but variables, the beans of {@link
 * TaskBeans} and the engine's own functions ({@code currentUser()}, {@code currentUserGroups()}, {@code now()}, {@code
 * dateTime()}). There is no property and no method on anything else, so no way to a class. Outside a process (queries,
 * stored filters) {@code filterTasks} is the only bean.
 */
public class NarrowExpressions extends JuelExpressionManager {

    static final String FILTER_BEAN = "filterTasks";

    private final TaskBeans beans;

    public NarrowExpressions(TaskBeans beans) {
        this.beans = beans;
    }

    @Override
    protected ELResolver createElResolver() {
        CompositeELResolver resolver = new CompositeELResolver();
        resolver.add(new VariableScopeElResolver());
        resolver.add(new VariableContextElResolver());
        resolver.add(new BeansResolver());
        resolver.add(new LastWordResolver());
        return resolver;
    }

    /** Beans as values, and calls on them. */
    private final class BeansResolver extends ReadOnlyResolver {

        @Override
        public @Nullable Object getValue(ELContext context, @Nullable Object base, Object property) {
            if (base != null || !(property instanceof String name)) {
                return null;
            }
            if (context.getContext(VariableScope.class) == null && !name.equals(FILTER_BEAN)) {
                return null;
            }
            return beans.find(name)
                    .map(bean -> {
                        context.setPropertyResolved(true);
                        return new CallableBean(bean);
                    })
                    .orElse(null);
        }

        @Override
        public @Nullable Object invoke(
                ELContext context,
                @Nullable Object base,
                Object method,
                Class<?> @Nullable [] types,
                Object @Nullable [] arguments) {
            if (!(base instanceof CallableBean callable)) {
                return null;
            }
            context.setPropertyResolved(true);
            @Nullable Object[] values = arguments == null ? new Object[0] : arguments;
            return Trust.trusted(() -> {
                try {
                    return beans.call(callable.bean, String.valueOf(method), values);
                } catch (NoSuchMethodException e) {
                    throw new MethodNotFoundException(e.getMessage());
                } catch (Throwable e) {
                    throw new ELException(e);
                }
            });
        }
    }

    /** Keeps the bean itself out of the language: an expression that ends in one yields nothing usable. */
    private record CallableBean(Object bean) {
        @Override
        public String toString() {
            return "bean";
        }
    }

    /** Elements of lists and maps by key, the business key of the execution; refuses everything else. */
    private static final class LastWordResolver extends ReadOnlyResolver {

        @Override
        public @Nullable Object getValue(ELContext context, @Nullable Object base, Object property) {
            if (base instanceof DelegateExecution execution && "processBusinessKey".equals(property)) {
                context.setPropertyResolved(true);
                return execution.getProcessBusinessKey();
            }
            if (base instanceof List<?> list && property instanceof Number index) {
                context.setPropertyResolved(true);
                int at = index.intValue();
                return at >= 0 && at < list.size() ? list.get(at) : null;
            }
            if (base instanceof Map<?, ?> map) {
                context.setPropertyResolved(true);
                return map.get(property);
            }
            throw new PropertyNotFoundException("'" + property + "' is not within reach of expressions");
        }

        @Override
        public Object invoke(
                ELContext context,
                @Nullable Object base,
                Object method,
                Class<?> @Nullable [] types,
                Object @Nullable [] arguments) {
            throw new MethodNotFoundException("'" + method + "' is not within reach of expressions");
        }
    }

    private abstract static class ReadOnlyResolver extends ELResolver {

        @Override
        public Class<?> getType(ELContext context, @Nullable Object base, Object property) {
            return Object.class;
        }

        @Override
        public void setValue(ELContext context, @Nullable Object base, Object property, @Nullable Object value) {
            throw new PropertyNotFoundException("expressions assign nothing");
        }

        @Override
        public boolean isReadOnly(ELContext context, @Nullable Object base, Object property) {
            return true;
        }

        @Override
        public @Nullable Iterator<FeatureDescriptor> getFeatureDescriptors(ELContext context, @Nullable Object base) {
            return null;
        }

        @Override
        public Class<?> getCommonPropertyType(ELContext context, @Nullable Object base) {
            return Object.class;
        }
    }
}
