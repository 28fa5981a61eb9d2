package org.agntos.core.model.openai;

import java.util.LinkedHashMap;
import java.util.Map;
import org.agntos.core.model.ModelProfile;
import org.agntos.core.model.key.ApiKey;
import org.agntos.core.model.key.ApiKeys;

/// What lets us in at an endpoint: the headers of a request, the key among them. Whatever the server says afterwards
/// goes through [#clean], because some repeat the key they were shown.
final class Admission {
    private final ApiKeys.Finding finding;

    private Admission(ApiKeys.Finding finding) {
        this.finding = finding;
    }

    /// Looks the key up; blocks as [ApiKeys#find] does.
    static Admission of(ModelProfile.Remote profile, ApiKeys keys) throws EndpointFailed, InterruptedException {
        ApiKeys.Finding finding = keys.find(profile.access().key());
        if (finding instanceof ApiKeys.Finding.Missing(String message, String next)) {
            throw new EndpointFailed(new Fault(Fault.Kind.NO_KEY, message, next));
        }
        return new Admission(finding);
    }

    Map<String, String> headers(String accept) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("Accept", accept);
        headers.put("User-Agent", "AgntOS");
        if (finding instanceof ApiKeys.Finding.Found(ApiKey key)) {
            headers.put("Authorization", key.header());
        }
        return headers;
    }

    Fault clean(Fault fault) {
        return finding instanceof ApiKeys.Finding.Found(ApiKey key)
                ? new Fault(
                        fault.kind(),
                        key.removedFrom(fault.message()),
                        key.removedFrom(fault.next()),
                        fault.retryAfter())
                : fault;
    }
}
