package org.kimlotse.engine.guard;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceEntity;
import org.camunda.bpm.engine.impl.variable.serializer.TypedValueSerializer;
import org.camunda.bpm.engine.impl.variable.serializer.ValueFields;
import org.camunda.bpm.engine.impl.variable.serializer.VariableSerializerFactory;
import org.camunda.bpm.engine.impl.variable.serializer.VariableSerializers;
import org.camunda.bpm.engine.variable.impl.value.UntypedValueImpl;
import org.camunda.bpm.engine.variable.type.ValueType;
import org.camunda.bpm.engine.variable.value.TypedValue;
import org.jspecify.annotations.Nullable;

/**
 * The one choke point for all writers. Whatever command a variable comes by – complete, submit, message, signal, start,
 * modification, migration, batch, mapping into a sub-process – the engine hands its value to a serializer together with
 * the variable's row before the row is stored, and transient values too. Here each is asked of the {@link VariableGate}.
 */
final class GatedSerializers implements VariableSerializers {

    private final VariableSerializers inner;
    private final VariableGate gate;
    private final Map<String, Gated<?>> byName = new HashMap<>();

    GatedSerializers(VariableSerializers inner, VariableGate gate) {
        this.inner = inner;
        this.gate = gate;
        inner.getSerializers().forEach(s -> byName.put(s.getName(), new Gated<>(s, gate)));
    }

    @Override
    @SuppressWarnings("rawtypes")
    public TypedValueSerializer findSerializerForValue(
            TypedValue value, @Nullable VariableSerializerFactory fallBackSerializerFactory) {
        return gated(inner.findSerializerForValue(value, fallBackSerializerFactory));
    }

    @Override
    @SuppressWarnings("rawtypes")
    public TypedValueSerializer findSerializerForValue(TypedValue value) {
        return gated(inner.findSerializerForValue(value));
    }

    @Override
    public @Nullable TypedValueSerializer<?> getSerializerByName(String serializerName) {
        return byName.get(serializerName);
    }

    @SuppressWarnings({"rawtypes", "unchecked"})
    private TypedValueSerializer gated(TypedValueSerializer found) {
        Gated<?> known = byName.get(found.getName());
        return known != null ? known : new Gated<>(found, gate);
    }

    @Override
    public VariableSerializers addSerializer(TypedValueSerializer<?> serializer) {
        inner.addSerializer(serializer);
        byName.put(serializer.getName(), new Gated<>(serializer, gate));
        return this;
    }

    @Override
    public VariableSerializers addSerializer(TypedValueSerializer<?> serializer, int index) {
        inner.addSerializer(serializer, index);
        byName.put(serializer.getName(), new Gated<>(serializer, gate));
        return this;
    }

    @Override
    public VariableSerializers removeSerializer(TypedValueSerializer<?> serializer) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int getSerializerIndex(TypedValueSerializer<?> serializer) {
        return inner.getSerializerIndexByName(serializer.getName());
    }

    @Override
    public int getSerializerIndexByName(String serializerName) {
        return inner.getSerializerIndexByName(serializerName);
    }

    @Override
    public VariableSerializers join(VariableSerializers other) {
        // A process application would bring its own serializers past the gate; there is none, and it stays so.
        return this;
    }

    @Override
    public List<TypedValueSerializer<?>> getSerializers() {
        List<TypedValueSerializer<?>> all = new ArrayList<>();
        inner.getSerializers().forEach(s -> all.add(gated(s)));
        return all;
    }

    private record Gated<T extends TypedValue>(TypedValueSerializer<T> serializer, VariableGate gate)
            implements TypedValueSerializer<T> {

        @Override
        public String getName() {
            return serializer.getName();
        }

        @Override
        public ValueType getType() {
            return serializer.getType();
        }

        @Override
        public void writeValue(T value, ValueFields valueFields) {
            if (valueFields instanceof VariableInstanceEntity variable) {
                gate.objection(variable.getName(), value).ifPresent(why -> {
                    throw new VariableRefused(variable.getName(), why);
                });
            }
            serializer.writeValue(value, valueFields);
        }

        @Override
        public T readValue(ValueFields valueFields, boolean deserializeValue, boolean isTransient) {
            return serializer.readValue(valueFields, deserializeValue, isTransient);
        }

        @Override
        public boolean canHandle(TypedValue value) {
            return serializer.canHandle(value);
        }

        @Override
        public T convertToTypedValue(UntypedValueImpl untypedValue) {
            return serializer.convertToTypedValue(untypedValue);
        }

        @Override
        public @Nullable String getSerializationDataformat() {
            return serializer.getSerializationDataformat();
        }

        @Override
        public boolean isMutableValue(T typedValue) {
            return serializer.isMutableValue(typedValue);
        }
    }
}
