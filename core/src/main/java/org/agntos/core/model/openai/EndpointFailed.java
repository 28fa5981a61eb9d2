package org.agntos.core.model.openai;

/// Carries a [Fault] out of the depths of an exchange.
final class EndpointFailed extends Exception {
    private final transient Fault fault;

    EndpointFailed(Fault fault) {
        super(fault.message());
        this.fault = fault;
    }

    Fault fault() {
        return fault;
    }
}
