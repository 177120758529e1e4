${say("account.mail.title")}

${say("account.mail.text", address)}

${url}

${say("account.mail.unasked")}
