${say("wish." + answer + ".title")}

${say("wish." + answer + ".text", address)}

<#list results as result>
${result}

</#list>
<#if url?has_content>
${say("wish.link")}${say("digest.colon")}
${url}

</#if>
${say("wish.how", service)}
  *  ${say("wish.how.subscribe")}
  !  ${say("wish.how.report")}
  ?  ${say("wish.how.explain")}
${say("wish.how.reply")}

${say("wish.unasked")}
