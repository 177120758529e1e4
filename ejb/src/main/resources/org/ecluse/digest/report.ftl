${say("digest.title")} – ${date}

${say("digest.intro", total, recipient)}
${say("digest.how")}

${say("digest.reply")}

<#list lines as line>
----------------------------------------------------------------------
${line?counter}. ${say("digest.subject.label")}${say("digest.colon")} ${line.subject}
${say("digest.from.label")}${say("digest.colon")} ${line.sender}
<#if line.recipient?has_content>
${say("digest.to.label")}${say("digest.colon")} ${line.recipient}
</#if>
${say("digest.date.label")}${say("digest.colon")} ${line.date} (${say("digest.until", line.until)})
${say("digest.why.label")}${say("digest.colon")} ${line.why}

<#if line.releaseUrl?has_content>
${say("digest.release")}${say("digest.colon")}
${line.releaseUrl}

${say("digest.notSpam")}${say("digest.colon")}
${line.notSpamUrl}
<#else>
${line.ask}
</#if>

${say("digest.green")}${say("digest.colon")}
${line.greenUrl}

${say("digest.red")}${say("digest.colon")}
${line.redUrl}

</#list>
----------------------------------------------------------------------
<#if (more > 0)>
${say("digest.more", more)} ${say("digest.more." + moreWhere)}

</#if>
${say("digest.notSpam.hint")}
${say("digest.kept")}

${say("digest.footer", recipient)} ${say("digest.forward")}
${say("digest.unsubscribe")}${say("digest.colon")}
${unsubscribeUrl}
<#if listsUrl?has_content>

${say("digest.lists")}${say("digest.colon")}
${listsUrl}
</#if>
<#if accountUrl?has_content>

${say("digest.account")}${say("digest.colon")}
${accountUrl}
</#if>
