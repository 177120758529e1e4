${say("account.lists.title")}

${say("account.lists.text", address)}

${say("account.lists.green")}
<#list green as value>
- ${value}
<#else>
${say("account.lists.none")}
</#list>

${say("account.lists.red")}
<#list red as value>
- ${value}
<#else>
${say("account.lists.none")}
</#list>

${say("account.lists.link")}

${url}

${say("account.mail.unasked")}
