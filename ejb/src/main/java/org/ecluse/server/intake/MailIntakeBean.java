package org.ecluse.server.intake;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import org.ecluse.smtp.listener.SmtpAnswer;
import org.ecluse.smtp.listener.SmtpRecipient;
import org.ecluse.smtp.listener.SmtpSender;
import org.ecluse.smtp.listener.SmtpSession;
import org.ecluse.smtp.listener.SmtpTransactionListener;
import org.ecluse.smtp.listener.SpooledBody;
import org.jboss.ejb3.annotation.Pool;
import org.jboss.ejb3.annotation.ResourceAdapter;

/** Receives what the SMTP connector hears on the MX listeners. Holds no state: that is in the session. */
@MessageDriven(
        messageListenerInterface = SmtpTransactionListener.class,
        activationConfig = {
            // The container reads only system properties here; "env." adds the environment.
            @ActivationConfigProperty(propertyName = "role", propertyValue = "mx"),
            @ActivationConfigProperty(
                    propertyName = "port",
                    propertyValue = "${ecluse.smtp.port,env.ECLUSE_SMTP_PORT:2525}"),
            @ActivationConfigProperty(
                    propertyName = "bindAddress",
                    propertyValue = "${ecluse.smtp.bind-address,env.ECLUSE_SMTP_BIND_ADDRESS:0.0.0.0}"),
            @ActivationConfigProperty(
                    propertyName = "hostName",
                    propertyValue = "${ecluse.service.hostname,env.ECLUSE_SERVICE_HOSTNAME:mx.service.ecluse.test}"),
            @ActivationConfigProperty(
                    propertyName = "productName",
                    propertyValue = "${ecluse.service.product-name,env.ECLUSE_SERVICE_PRODUCT_NAME:Ecluse}"),
            @ActivationConfigProperty(
                    propertyName = "maxSessions",
                    propertyValue = "${ecluse.smtp.max-sessions,env.ECLUSE_SMTP_MAX_SESSIONS:1000}"),
            @ActivationConfigProperty(
                    propertyName = "maxSize",
                    propertyValue = "${ecluse.smtp.max-size,env.ECLUSE_SMTP_MAX_SIZE:50M}"),
            @ActivationConfigProperty(
                    propertyName = "maxHeaderSize",
                    propertyValue = "${ecluse.smtp.max-header-size,env.ECLUSE_SMTP_MAX_HEADER_SIZE:1M}"),
            @ActivationConfigProperty(
                    propertyName = "maxRecipients",
                    propertyValue = "${ecluse.smtp.max-recipients,env.ECLUSE_SMTP_MAX_RECIPIENTS:1000}"),
            @ActivationConfigProperty(
                    propertyName = "maxBadCommands",
                    propertyValue = "${ecluse.smtp.max-bad-commands,env.ECLUSE_SMTP_MAX_BAD_COMMANDS:10}"),
            @ActivationConfigProperty(
                    propertyName = "maxFaultySessions",
                    propertyValue = "${ecluse.smtp.max-faulty-sessions,env.ECLUSE_SMTP_MAX_FAULTY_SESSIONS:10}"),
            @ActivationConfigProperty(
                    propertyName = "idleTimeout",
                    propertyValue = "${ecluse.smtp.idle-timeout,env.ECLUSE_SMTP_IDLE_TIMEOUT:5m}"),
            @ActivationConfigProperty(
                    propertyName = "sessionDeadline",
                    propertyValue = "${ecluse.smtp.session-deadline,env.ECLUSE_SMTP_SESSION_DEADLINE:1h}"),
            @ActivationConfigProperty(
                    propertyName = "commandTime",
                    propertyValue = "${ecluse.smtp.command-time,env.ECLUSE_SMTP_COMMAND_TIME:1m}"),
            @ActivationConfigProperty(
                    propertyName = "minBytesPerSecond",
                    propertyValue = "${ecluse.smtp.min-bytes-per-second,env.ECLUSE_SMTP_MIN_BYTES_PER_SECOND:256}"),
            @ActivationConfigProperty(
                    propertyName = "greetingPause",
                    propertyValue = "${ecluse.smtp.greeting-pause,env.ECLUSE_SMTP_GREETING_PAUSE:0s}"),
            @ActivationConfigProperty(
                    propertyName = "proxyNetworks",
                    propertyValue = "${ecluse.smtp.proxy-networks,env.ECLUSE_SMTP_PROXY_NETWORKS:}"),
            @ActivationConfigProperty(
                    propertyName = "xclientNetworks",
                    propertyValue = "${ecluse.smtp.xclient-networks,env.ECLUSE_SMTP_XCLIENT_NETWORKS:}"),
            @ActivationConfigProperty(
                    propertyName = "threads",
                    propertyValue = "${ecluse.smtp.threads,env.ECLUSE_SMTP_THREADS:container}"),
            @ActivationConfigProperty(
                    propertyName = "listeners",
                    propertyValue = "${ecluse.smtp.listeners,env.ECLUSE_SMTP_LISTENERS:}"),
            @ActivationConfigProperty(
                    propertyName = "minFree",
                    propertyValue = "${ecluse.store.min-free,env.ECLUSE_STORE_MIN_FREE:500M}"),
            @ActivationConfigProperty(
                    propertyName = "spoolDirectory",
                    propertyValue = "${ecluse.smtp.spool-directory,env.ECLUSE_SMTP_SPOOL_DIRECTORY:}"),
            @ActivationConfigProperty(
                    propertyName = "keystore",
                    propertyValue = "${ecluse.smtp.keystore,env.ECLUSE_SMTP_KEYSTORE:}"),
            @ActivationConfigProperty(
                    propertyName = "keystorePassword",
                    propertyValue = "${ecluse.smtp.keystore-password,env.ECLUSE_SMTP_KEYSTORE_PASSWORD:}")
        })
@ResourceAdapter("#smtp-connector.rar")
@Pool("smtp-intake-pool")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class MailIntakeBean implements SmtpTransactionListener {
    @Inject
    private IntakeService intake;

    @Override
    public SmtpAnswer connected(SmtpSession session) {
        return intake.connected(session).toSmtp();
    }

    @Override
    public SmtpAnswer sender(SmtpSession session, SmtpSender sender) {
        return intake.sender(session, sender).toSmtp();
    }

    @Override
    public SmtpAnswer recipient(SmtpSession session, SmtpRecipient recipient) {
        return intake.recipient(session, recipient).toSmtp();
    }

    @Override
    public SmtpAnswer message(SmtpSession session, SpooledBody body) {
        return intake.message(session, body).toSmtp();
    }

    @Override
    public void ended(SmtpSession session) {
        intake.ended(session);
    }
}
