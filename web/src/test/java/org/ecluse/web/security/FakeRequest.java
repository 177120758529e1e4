package org.ecluse.web.security;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;

/** A request that knows a few answers; whatever else it is asked is an error, so that nothing is read that must not be. */
final class FakeRequest {
    private final Map<String, Object> answers = new HashMap<>();
    private final Map<String, Object> attributes = new HashMap<>();

    FakeRequest(String address, boolean secure, String authorization) {
        answers.put("getRemoteAddr", address);
        answers.put("isSecure", secure);
        answers.put("getHeader", authorization);
    }

    Object attribute(String name) {
        return attributes.get(name);
    }

    HttpServletRequest request() {
        return (HttpServletRequest) Proxy.newProxyInstance(
                HttpServletRequest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
                    case "getAttribute" -> attributes.get((String) arguments[0]);
                    default -> {
                        if (!answers.containsKey(method.getName())
                                || (arguments != null && !arguments[0].equals("Authorization"))) {
                            throw new AssertionError("must not ask for " + method.getName());
                        }
                        yield answers.get(method.getName());
                    }
                });
    }
}
