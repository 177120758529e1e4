package org.ecluse.smtp.session;

/**
 * The argument of MAIL or RCPT.
 *
 * @param mailbox without {@code <>} and source route; {@code ""} for {@code <>}
 * @param ascii false if the mailbox needs SMTPUTF8
 * @param spaced whether blanks stood after the colon
 * @param parameters what follows the path, without leading blanks
 */
record PathArgument(String mailbox, boolean ascii, boolean spaced, String parameters) {

    /** Parses {@code keyword <path> [parameters]}, for example {@code FROM:<a@b.example> SIZE=100}. */
    static PathArgument parse(String argument, String keyword, ProtocolReply refusal) throws SyntaxRefusedException {
        if (!argument.regionMatches(true, 0, keyword, 0, keyword.length())) throw new SyntaxRefusedException(refusal);
        int at = keyword.length();
        while (at < argument.length() && argument.charAt(at) == ' ') at++;
        PathParser parser = new PathParser(argument, at, refusal);
        String mailbox = parser.path();
        int end = parser.position();
        if (end < argument.length() && argument.charAt(end) != ' ') throw new SyntaxRefusedException(refusal);
        boolean ascii = mailbox.chars().allMatch(c -> c < 128);
        return new PathArgument(
                mailbox, ascii, at > keyword.length(), argument.substring(end).strip());
    }
}
