${say("digest.title")} – ${date}

${say("digest.intro", total, recipient)}
${say("digest.how")}

<#list lines as line>
----------------------------------------------------------------------
${say("digest.subject.label")}: ${line.subject}
${say("digest.from.label")}: ${line.sender}
${say("digest.date.label")}: ${line.date} (${say("digest.until", line.until)})
${say("digest.why.label")}: ${line.why}

<#if line.releaseUrl?has_content>
${say("digest.release")}:
${line.releaseUrl}

${say("digest.notSpam")}:
${line.notSpamUrl}
<#else>
${line.ask}
</#if>

</#list>
----------------------------------------------------------------------
<#if (more > 0)>
${say("digest.more", more)}

</#if>
${say("digest.notSpam.hint")}
${say("digest.kept")}

${say("digest.footer", recipient)}
${say("digest.unsubscribe")}:
${unsubscribeUrl}
