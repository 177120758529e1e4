package org.ecluse.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.ecluse.server.access.Role;
import org.ecluse.server.security.Account;
import org.ecluse.server.security.ApiTokenService;
import org.ecluse.server.security.TooManyAttemptsException;
import org.ecluse.web.api.Problem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Passwords go only where nobody listens, and cookies are never looked at (decisions: Security). */
class ApiAuthenticationTest {
    private static final String BASIC = "Basic YWRtaW46c2VjcmV0";
    private static final String BEARER = "Bearer ecl_secret";

    private final ApiAuthentication authentication = new ApiAuthentication();
    private final Map<String, String> headers = new HashMap<>();
    private boolean mustChange;
    private boolean attacked;

    @BeforeEach
    void wire() throws ReflectiveOperationException {
        set("tokens", new ApiTokenService() {
            @Override
            public Optional<Account> authenticate(String secret) {
                return Optional.of(account()).filter(known -> secret.equals("ecl_secret"));
            }
        });
        set("basic", new BasicCredentials() {
            @Override
            Optional<Account> check(String encoded, String clientAddress) {
                if (attacked) {
                    throw new TooManyAttemptsException();
                }
                return Optional.of(account()).filter(known -> BASIC.endsWith(encoded));
            }
        });
    }

    @ParameterizedTest(name = "{0} from {1}, HTTPS {2}")
    @CsvSource(textBlock = """
            Basic YWRtaW46c2VjcmV0, 127.0.0.1,       false, 200
            Basic YWRtaW46c2VjcmV0, 127.8.8.8,       false, 200
            Basic YWRtaW46c2VjcmV0, 0:0:0:0:0:0:0:1, false, 200
            Basic YWRtaW46c2VjcmV0, 192.0.2.1,       true,  200
            Basic YWRtaW46c2VjcmV0, 192.0.2.1,       false, 403
            BASIC YWRtaW46c2VjcmV0, 192.0.2.1,       false, 403
            Basic YWRtaW46c2VjcmV0, 2001:db8::1,     false, 403
            Basic YWRtaW46c2VjcmV0, 10.127.0.1,      false, 403
            Basic d3Jvbmc6d3Jvbmc=, 192.0.2.1,       true,  401
            Basic d3Jvbmc6d3Jvbmc=, 192.0.2.1,       false, 403
            Bearer ecl_secret,      192.0.2.1,       true,  200
            bearer  ecl_secret,     127.0.0.1,       false, 200
            Bearer ecl_other,       127.0.0.1,       false, 401
            ,                       127.0.0.1,       false, 401""")
    void whoMayCallFromWhere(String authorization, String address, boolean secure, int status) {
        assertThat(validate(authorization, address, secure)).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        BASIC + ", 127.0.0.1, 200",
        BASIC + ", 192.0.2.1, 403",
        BEARER + ", 127.0.0.1, 200",
        BEARER + ", 192.0.2.1, 403"
    })
    void aPasswordThatSomebodyElseChoseOpensNothingFromOutside(String authorization, String address, int status) {
        mustChange = true;
        assertThat(validate(authorization, address, true)).isEqualTo(status);
    }

    @Test
    void whoeverGuessesIsToldToWait() {
        attacked = true;
        assertThat(validate(BASIC, "192.0.2.1", true)).isEqualTo(429);
        assertThat(headers).containsKey("Retry-After");
    }

    @Test
    void whoeverIsRefusedHearsWhatIsAccepted() {
        validate(null, "127.0.0.1", false);
        assertThat(headers.get("WWW-Authenticate")).contains("Bearer", "Basic");
    }

    /** 200 if the caller was let in, else the status of the refusal. */
    private int validate(String authorization, String address, boolean secure) {
        FakeRequest request = new FakeRequest(address, secure, authorization);
        AuthenticationStatus status = authentication.validate(request.request(), response(), context());
        if (status == AuthenticationStatus.SUCCESS) {
            assertThat(request.attribute(CurrentViewer.ATTRIBUTE)).isEqualTo(account());
            return 200;
        }
        assertThat(request.attribute(CurrentViewer.ATTRIBUTE)).isNull();
        return ((Problem) request.attribute(ApiGuard.REFUSAL)).status();
    }

    private Account account() {
        return new Account(1, "admin", Role.PLATFORM_ADMINISTRATOR, Optional.empty(), "en", mustChange, "stamp");
    }

    private HttpServletResponse response() {
        return proxy(HttpServletResponse.class, (name, arguments) -> {
            assertThat(name).isEqualTo("setHeader");
            headers.put((String) arguments[0], (String) arguments[1]);
            return null;
        });
    }

    private static HttpMessageContext context() {
        return proxy(
                HttpMessageContext.class,
                (name, arguments) -> name.equals("notifyContainerAboutLogin")
                        ? AuthenticationStatus.SUCCESS
                        : AuthenticationStatus.NOT_DONE);
    }

    private interface Call {
        Object answer(String name, Object... arguments);
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> call.answer(method.getName(), arguments)));
    }

    private void set(String field, Object value) throws ReflectiveOperationException {
        Field injected = ApiAuthentication.class.getDeclaredField(field);
        injected.setAccessible(true);
        injected.set(authentication, value);
    }
}
