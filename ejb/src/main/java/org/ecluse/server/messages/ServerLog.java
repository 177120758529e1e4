package org.ecluse.server.messages;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.Logger.Level;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** Every line the server logs, with a stable id. Addresses and ids go in, content and tokens never. */
@MessageLogger(projectCode = "ECLUSE", length = 5)
public interface ServerLog extends BasicLogger {
    ServerLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), ServerLog.class, "org.ecluse");

    @LogMessage(level = Level.INFO)
    @Message(id = 1, value = "%s is ready to receive mail")
    void started(String hostName);

    @LogMessage(level = Level.ERROR)
    @Message(id = 2, value = "Wrong setting: %s")
    void wrongSetting(String problem);

    @LogMessage(level = Level.INFO)
    @Message(id = 3, value = "Administrator '%s' was created; the password is in %s")
    void administratorCreated(String userName, String where);

    @LogMessage(level = Level.INFO)
    @Message(id = 4, value = "Demonstration customer for %s was created")
    void demonstrationCreated(String domain);

    @LogMessage(level = Level.WARN)
    @Message(id = 5, value = "%d stored messages had no row and were taken in again")
    void takenInAgain(int count);

    @LogMessage(level = Level.ERROR)
    @Message(id = 6, value = "Stored message %s could not be taken in again; it stays in the store")
    void notTakenIn(String id, @Cause Exception cause);

    @LogMessage(level = Level.ERROR)
    @Message(id = 10, value = "Session %s: the directory could not be read")
    void directoryUnavailable(String session, @Cause Exception cause);

    @LogMessage(level = Level.ERROR)
    @Message(id = 11, value = "Message %s could not be stored; the client heard 451")
    void notStored(String id, @Cause Exception cause);

    @LogMessage(level = Level.ERROR)
    @Message(id = 12, value = "Message %s could not be scanned; the client heard 451")
    void notScanned(String id, @Cause Throwable cause);

    @LogMessage(level = Level.WARN)
    @Message(id = 13, value = "Message %s used up its scan time of %s")
    void scanTimedOut(String id, String time);

    @LogMessage(level = Level.WARN)
    @Message(id = 14, value = "Message %s was unchecked for a day and went to the threat quarantine")
    void uncheckedTooLong(String id);

    @LogMessage(level = Level.WARN)
    @Message(id = 15, value = "Content of %s could not be removed and stays in the store")
    void contentNotRemoved(String id, @Cause Exception cause);

    @LogMessage(level = Level.WARN)
    @Message(id = 16, value = "Events of session %s could not be recorded")
    void eventsNotRecorded(String session, @Cause Exception cause);

    @LogMessage(level = Level.ERROR)
    @Message(id = 70, value = "The grey zone's memory failed: nobody is delayed")
    void greyZoneBroken(@Cause Exception cause);

    @LogMessage(level = Level.WARN)
    @Message(id = 71, value = "A delayed try could not be recorded")
    void greyTryNotTold(@Cause Exception cause);

    @LogMessage(level = Level.WARN)
    @Message(id = 72, value = "%d delayed tries were not recorded: there are too many of them")
    void greyTriesUntold(long number);

    @LogMessage(level = Level.WARN)
    @Message(id = 90, value = "DNS list %s is switched off: %s %s")
    void dnsListOff(String title, String fault, String answer);

    @LogMessage(level = Level.INFO)
    @Message(id = 91, value = "DNS list %s answers rightly again and is switched on")
    void dnsListOn(String title);

    @LogMessage(level = Level.ERROR)
    @Message(id = 92, value = "The DNS lists could not be read; those that are known are asked on")
    void dnsListsUnreadable(@Cause Exception cause);

    @LogMessage(level = Level.ERROR)
    @Message(id = 73, value = "What was seen of clients could not be kept: nobody new is listed")
    void reputationBroken(@Cause Exception cause);

    @LogMessage(level = Level.ERROR)
    @Message(
            id = 17,
            value = "Message %s was taken for %s, which is no customer's domain now; it waits until the domain is back")
    void domainGone(String id, String domain);

    @LogMessage(level = Level.ERROR)
    @Message(id = 18, value = "Copy %s has been undecided for a day: its domain is no customer's any more")
    void undecidedTooLong(String id);

    @LogMessage(level = Level.WARN)
    @Message(id = 19, value = "%d stored messages still cannot be taken in; they are tried again")
    void stillNotTakenIn(int count);

    @LogMessage(level = Level.ERROR)
    @Message(id = 20, value = "Mail that waits could not be looked at now; it is tried again")
    void waitingMailUnreadable(@Cause Exception cause);

    @LogMessage(level = Level.WARN)
    @Message(id = 21, value = "Copy %s could not be scanned; it waits for another look")
    void stillNotScanned(String id, @Cause Throwable cause);

    @LogMessage(level = Level.ERROR)
    @Message(id = 60, value = "The report of subscription %d could not be made; it stays due")
    void reportFailed(long subscription, @Cause Exception cause);

    @LogMessage(level = Level.ERROR)
    @Message(id = 190, value = "That the report of subscription %d failed could not be noted")
    void reportFailureNotNoted(long subscription, @Cause Exception cause);

    @LogMessage(level = Level.ERROR)
    @Message(id = 191, value = "Mail %s to the quarantine address could not be answered; it is tried again")
    void wishNotAnswered(String id, @Cause Exception cause);

    @LogMessage(level = Level.ERROR)
    @Message(id = 192, value = "Mail to the quarantine address cannot be read now; it waits")
    void wishesUnreadable(@Cause Exception cause);

    @LogMessage(level = Level.ERROR)
    @Message(id = 61, value = "The minute's look at the jobs failed; the next minute tries again")
    void jobTickFailed(@Cause Exception cause);

    @LogMessage(level = Level.WARN)
    @Message(id = 62, value = "Run %d of job %s was taken over: its node is gone")
    void jobTakenOver(long run, String job);

    @LogMessage(level = Level.INFO)
    @Message(id = 63, value = "Run %d of job %s ended: %s %s")
    void jobEnded(long run, String job, String state, String summary);

    @LogMessage(level = Level.ERROR)
    @Message(id = 65, value = "Run %d of job %s could not be looked after")
    void jobRunUnclear(long run, String job, @Cause Exception cause);

    @LogMessage(level = Level.ERROR)
    @Message(id = 64, value = "Link %s could not be answered")
    void linkFailed(String maskedToken, @Cause Exception cause);

    @LogMessage(level = Level.ERROR)
    @Message(id = 40, value = "The queue could not be read; it is tried again")
    void queueUnreadable(@Cause Exception cause);

    @LogMessage(level = Level.ERROR)
    @Message(id = 41, value = "Attempt of message %s could not be recorded; it is tried again")
    void attemptNotRecorded(String id, @Cause Exception cause);

    @LogMessage(level = Level.ERROR)
    @Message(id = 42, value = "Message %s is in the queue, but its content is not in the store: given up")
    void contentMissing(String id);

    @LogMessage(level = Level.ERROR)
    @Message(id = 43, value = "Message %s could not be sent for a reason of our own")
    void notSent(String id, @Cause Exception cause);

    @LogMessage(level = Level.ERROR)
    @Message(id = 44, value = "The sender of message %s could not be told that it failed")
    void senderNotTold(String id, @Cause Exception cause);

    @LogMessage(level = Level.ERROR)
    @Message(id = 120, value = "What was seen of domain %s could not be written; its owner will not be told of it")
    void dmarcNotCollected(String domain, @Cause Exception cause);

    @LogMessage(level = Level.WARN)
    @Message(id = 121, value = "%d messages of too many domains in a minute are in no DMARC report")
    void dmarcUntold(long messages);

    @LogMessage(level = Level.ERROR)
    @Message(id = 122, value = "The DMARC report of day %d could not be made; it stays due")
    void dmarcReportFailed(long day, @Cause Exception cause);

    @LogMessage(level = Level.WARN)
    @Message(id = 123, value = "Message %s to a report address will not be read as a report")
    void reportNotKept(String id, @Cause Exception cause);

    @LogMessage(level = Level.ERROR)
    @Message(id = 124, value = "Received report %s could not be looked at; it is tried again")
    void reportNotRead(String id, @Cause Exception cause);

    @LogMessage(level = Level.WARN)
    @Message(id = 125, value = "Message %s to a report address is not read as a report: too many wait or came today")
    void reportsTooMany(String id);

    @LogMessage(level = Level.WARN)
    @Message(id = 140, value = "%s does not answer: %s")
    void engineSilent(String engine, String reason);

    @LogMessage(level = Level.WARN)
    @Message(id = 141, value = "%s: the signatures are old (%s), more than %s")
    void signaturesOld(String engine, String version, String limit);

    @LogMessage(level = Level.INFO)
    @Message(id = 142, value = "%s answers: %s")
    void engineAnswers(String engine, String version);

    @LogMessage(level = Level.INFO)
    @Message(id = 45, value = "%d queue entries were claimed when the server went down; they are free again")
    void claimsReleased(int count);

    @LogMessage(level = Level.ERROR)
    @Message(id = 126, value = "A notice of customer %d could not be mailed; it is tried again")
    void noticeFailed(long customer, @Cause Exception cause);

    @LogMessage(level = Level.ERROR)
    @Message(id = 127, value = "Waiting notices cannot be read; they are tried again")
    void noticesUnreadable(@Cause Exception cause);

    @LogMessage(level = Level.ERROR)
    @Message(id = 130, value = "A link to an account could not be mailed; its user can ask again in an hour")
    void accountLinkFailed(@Cause Exception cause);

    @LogMessage(level = Level.WARN)
    @Message(id = 150, value = "What customer %d taught cannot be read now; mail is judged without it")
    void learningNotRead(long customerId, @Cause Exception cause);

    @LogMessage(level = Level.WARN)
    @Message(id = 151, value = "A message that somebody wants to be learned cannot be read now")
    void lessonNotRead(@Cause Exception cause);

    @LogMessage(level = Level.WARN)
    @Message(id = 152, value = "A lesson of customer %d cannot be kept")
    void lessonNotKept(long customerId, @Cause Exception cause);

    @LogMessage(level = Level.WARN)
    @Message(id = 153, value = "A lesson of customer %d that its user undid cannot be taken back")
    void lessonNotTakenBack(long customerId, @Cause Exception cause);

    @LogMessage(level = Level.WARN)
    @Message(id = 160, value = "%s is delivered without its banner, its word before the subject or its seal")
    void editLeftOut(String copy, @Cause Throwable cause);

    @LogMessage(level = Level.WARN)
    @Message(
            id = 161,
            value = "What a recipient of customer %d reported cannot be read now; the mail is judged without it")
    void recipientLearningNotRead(long customerId, @Cause Exception cause);

    @LogMessage(level = Level.DEBUG)
    @Message(id = 170, value = "%d entries of %s are remembered from before")
    void remembered(int count, String memory);

    @LogMessage(level = Level.WARN)
    @Message(id = 171, value = "What was seen before cannot be read (%s): it is learnt anew")
    void notRemembered(String memory, @Cause Exception cause);

    @LogMessage(level = Level.WARN)
    @Message(id = 172, value = "What was seen cannot be written (%s): a restart would forget it")
    void notKept(String memory, @Cause Exception cause);

    @LogMessage(level = Level.ERROR)
    @Message(id = 195, value = "The audit trail could not be sealed; the next minute's run does it")
    void auditNotSealed(@Cause Exception cause);
}
