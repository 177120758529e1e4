package org.ecluse.e2e;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives the shared {@link DeliveryService} to constructors of tests. */
final class DeliveryServiceExtension implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == DeliveryService.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        try {
            return DeliveryService.of(context);
        } catch (Exception e) {
            throw new ParameterResolutionException("the server for delivery tests did not start", e);
        }
    }
}
