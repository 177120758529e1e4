# shellcheck shell=bash
# The demonstration: a customer's mail server beside us, and six mails through the real SMTP port.

DEMO_DOMAIN=demo.ecluse.test
DESTINATION_MARK="-Decluse.destination=$HOME_DIR"
DESTINATION_LOG=$HOME_DIR/destination.log

demo_settings() {
    export ECLUSE_DEMO=${ECLUSE_DEMO:-true}
    export ECLUSE_SMTP_BIND_ADDRESS=${ECLUSE_SMTP_BIND_ADDRESS:-127.0.0.1}
    export ECLUSE_HTTP_BIND_ADDRESS=${ECLUSE_HTTP_BIND_ADDRESS:-127.0.0.1}
    export ECLUSE_SERVICE_PUBLIC_URL=${ECLUSE_SERVICE_PUBLIC_URL:-https://localhost:$(https_port)}
}

# GreenMail on loopback, without accounts: it takes mail for everyone and lets everyone read it.
start_destination() {
    runs destination "$DESTINATION_MARK" && return 0
    setsid nohup "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx96m -XX:+UseSerialGC "$DESTINATION_MARK" \
        -Dgreenmail.smtp.hostname=127.0.0.1 "-Dgreenmail.smtp.port=$(demo_smtp_port)" \
        -Dgreenmail.imap.hostname=127.0.0.1 "-Dgreenmail.imap.port=$(demo_imap_port)" \
        -Dgreenmail.auth.disabled -Dgreenmail.startup.timeout=30000 \
        -jar "$ROOT/wildfly-config/target/demonstration/greenmail.jar" >"$DESTINATION_LOG" 2>&1 </dev/null &
    say $! >"$HOME_DIR/destination.pid"
    wait_until 30 port_answers 127.0.0.1 "$(demo_smtp_port)" ||
        fail "the demonstration's destination server did not start; see $DESTINATION_LOG"
}

stop_destination() { stop_process destination "$DESTINATION_MARK" 20; }

show_demonstration() {
    say "  demo        domain $DEMO_DOMAIN (alice, bob); its mailboxes: imap://127.0.0.1:$(demo_imap_port), any password"
    say "  report      what is held for alice, sent to her now: console > Administration > Jobs"
    say "  first mail  printf 'Subject: hello\\n\\nIt works.\\n' | curl --crlf smtp://127.0.0.1:$(smtp_port) \\"
    say "                --mail-from you@sender.example --mail-rcpt alice@$DEMO_DOMAIN -T -"
}

run_demo_again() {
    runs server "$SERVER_MARK" || fail "the server is not running; ./ecluse run starts it"
    send_demo_mails
}

# name, sender, label
DEMO_MAILS=(
    '1-clean|marie@partner.example|clean'
    '2-spam|winner@lucky-prize.example|spam'
    '3-virus|billing@invoices.example|virus (EICAR)'
    '4-newsletter|news@shop.example|newsletter'
    '5-too-large|plans@architect.example|too large'
    '6-executable|setup@tools.example|forbidden attachment'
)

send_demo_mails() {
    local mail work
    work=$(mktemp -d "$HOME_DIR/demo.XXXXXX")
    say ''
    say "Six mails for alice@$DEMO_DOMAIN:"
    for mail in "${DEMO_MAILS[@]}"; do
        send_demo_mail "$work" "$mail"
    done
    show_outcomes "$work"
    rm -rf "$work"
}

send_demo_mail() {
    local work=$1 name sender
    IFS='|' read -r name sender _ <<<"$2"
    complete_mail "$name" >"$work/$name.eml"
    # The reply is wanted whether it is 250 or 550; curl's own exit code says less.
    curl -sv --crlf -m 120 "smtp://$(smtp_address):$(smtp_port)/${sender#*@}" \
        --mail-from "$sender" --mail-rcpt "alice@$DEMO_DOMAIN" -T "$work/$name.eml" 2>"$work/$name.talk" || true
    sed -n 's/^< \([245][0-9][0-9] .*\)/\1/p' "$work/$name.talk" | tr -d '\r' | grep -v '^221' | tail -n 1 >"$work/$name.reply" || true
}

# What must not lie in a checkout is put in here: the EICAR test file and twenty megabytes.
complete_mail() {
    local file=$ROOT/demo/mails/$1.eml line
    while IFS= read -r line || [[ -n $line ]]; do
        case $line in
            @DATE@) LC_ALL=C date -R | sed 's/^/Date: /' ;;
            @MESSAGE-ID@) say "Message-ID: <$(date +%s%N).$1@sender.example>" ;;
            @EICAR@) eicar | base64 ;;
            @TWENTY-MEGABYTES@) head -c 20000000 /dev/zero | base64 ;;
            *) say "$line" ;;
        esac
    done <"$file"
}

# The harmless test file of the antivirus makers, kept in ROT13 so that no scanner stops at this script.
# shellcheck disable=SC2016 # not an expression
eicar() { printf '%s' 'K5B!C%@NC[4\CMK54(C^)7PP)7}$RVPNE-FGNAQNEQ-NAGVIVEHF-GRFG-SVYR!$U+U*' | tr A-Za-z N-ZA-Mn-za-m; }

show_outcomes() {
    local work=$1 mail name sender label reply
    printf '\n%-21s| %-25s| %s\n' MAIL 'REPLY OF THE SERVER' 'WHAT BECAME OF IT, AND WHY'
    for mail in "${DEMO_MAILS[@]}"; do
        IFS='|' read -r name sender label <<<"$mail"
        reply=$(<"$work/$name.reply")
        printf '%-21s| %-25.25s| %s\n' "$label" "$(short_reply "$reply")" "$(outcome_of "$sender" "$reply")"
    done
}

# Without the id, which is only for machines.
short_reply() { if [[ -n $1 ]]; then say "${1%% as *}"; else say "none"; fi; }

# What the API tells about the mail that got this reply: a copy, or the tombstone of a destroyed one.
outcome_of() {
    local sender=$1 reply=$2 id=
    # The public id of a message: a ULID.
    if [[ $reply =~ [0-9A-HJKMNP-TV-Z]{26} ]]; then
        id=${BASH_REMATCH[0]}
    elif [[ $reply == 5* ]]; then
        id=$(api "/messages?limit=1&sender=$sender" | jq -r '.items[0].id // empty | split(".")[0]')
    fi
    if [[ -z $id ]]; then
        say "not taken: it stays with the sender"
    elif ! wait_until 30 is_decided "$id"; then
        say "QUEUED: not delivered yet, see the console"
    else
        explain_copy "$id"
    fi
}

is_decided() {
    api "/messages/$1" | jq -e '[.copies[0].copy.state] | inside(["QUEUED", "SCAN_PENDING"]) | not' >/dev/null
}

explain_copy() {
    local tombstone
    tombstone=$(api "/tombstones?recipient=alice@$DEMO_DOMAIN&limit=50" |
        jq -r --arg id "$1" '[.items[] | select(.id | startswith($id))][0] // empty
            | "DESTROYED: Verdict \(.verdictLabel), nothing else is kept."
              + ((if .found != "" then [.found] else .reasons end) | if . == [] then "" else " (\(join("; ")))" end)')
    if [[ -n $tombstone ]]; then
        say "$tombstone"
    else
        api "/messages/$1/copies/1" | jq -r '
            ([.findings[] | select(.decisive)][0] // .findings[0] // null) as $why
            | "\(.copy.state): \(.outcome | split(". Marked")[0])." + if $why then " (\($why.sentence))" else "" end'
    fi
}
