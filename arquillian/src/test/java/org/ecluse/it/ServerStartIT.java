package org.ecluse.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The provisioned server boots with the real EAR in its deployments folder. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class ServerStartIT {
    private static final int SOCKET_TIMEOUT_MILLIS = 10_000;

    @Test
    void isReadyOnTheWebPort() throws IOException, InterruptedException {
        HttpResponse<String> answer = get("/health/ready");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("\"status\":\"UP\"");
    }

    @Test
    void greetsOnTheSmtpPort() throws IOException {
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), TestServer.smtpPort())) {
            client.setSoTimeout(SOCKET_TIMEOUT_MILLIS);
            BufferedReader replies =
                    new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
            assertThat(replies.readLine()).matches("220 \\S+ ESMTP .+"); // R1.3
        }
    }

    @Test
    void bootLogsNoError() throws IOException {
        try (Stream<String> lines = Files.lines(TestServer.log())) {
            assertThat(lines.filter(line -> line.contains(" ERROR "))).isEmpty();
        }
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(TestServer.http(path)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
