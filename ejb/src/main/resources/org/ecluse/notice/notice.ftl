${say("notice.intro." + party, total)}

<#list lines as line>
----------------------------------------------------------------------
${say("digest.subject.label")}${say("digest.colon")} ${line.subject}
<#if party != "SENDER">
${say("digest.from.label")}${say("digest.colon")} ${line.sender}
</#if>
<#if party != "RECIPIENT">
${say("notice.to.label")}${say("digest.colon")} ${line.recipient}
</#if>
${say("digest.date.label")}${say("digest.colon")} ${line.date}<#if party != "SENDER"> (${say("digest.until", line.until)})</#if>
${say("digest.why.label")}${say("digest.colon")} ${line.why}
<#if party == "ADMINISTRATOR">
${say("notice.id.label")}${say("digest.colon")} ${line.id}
</#if>
<#if line.releaseUrl?has_content>

${say("digest.release")}${say("digest.colon")}
${line.releaseUrl}
</#if>

</#list>
----------------------------------------------------------------------
<#if (more > 0)>
${say("notice.more", more)}

</#if>
${say("notice.what." + party)}

${say("notice.footer")}
