# shellcheck shell=bash
# The systems that are compared, each on loopback ports of its own, and the sink that all deliver to.

SINK_PORT=${ECLUSE_BENCH_SINK_PORT:-21025}
ECLUSE_PORT=${ECLUSE_BENCH_SMTP_PORT:-21026}
POSTFIX_PORT=${ECLUSE_BENCH_POSTFIX_PORT:-21027}
MILTER_POSTFIX_PORT=${ECLUSE_BENCH_MILTER_POSTFIX_PORT:-21028}
RSPAMD_PORT=${ECLUSE_BENCH_RSPAMD_PORT:-21029}
RSPAMD_CONTROL_PORT=${ECLUSE_BENCH_RSPAMD_CONTROL_PORT:-21030}

# The server's scripts: building, starting, waiting.
# shellcheck source=scripts/common.sh
source "$ROOT/scripts/common.sh"
# shellcheck source=scripts/install.sh
source "$ROOT/scripts/install.sh"
# shellcheck source=scripts/server.sh
source "$ROOT/scripts/server.sh"

not_measured() {
    complain "NOT MEASURED: $*"
    exit 3
}

need_tools() {
    [[ $EUID -ne 0 ]] || install_packages $(bench_packages_missing)
    command -v smtp-source >/dev/null || not_measured "smtp-source is missing (Debian package postfix)"
}

bench_packages_missing() {
    local package
    for package in postfix rspamd procps; do
        [[ $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) == installed ]] || say "$package"
    done
}

build_ecluse() { is_built || build; }

pids_of() {
    case $1 in
        ecluse) ecluse_pid ;;
        postfix) master_pid postfix ;;
        postfix+rspamd)
            master_pid postfix-milter
            cat "$HOME_DIR/rspamd.pid"
            ;;
    esac
}

port_of() {
    case $1 in
        ecluse) say "$ECLUSE_PORT" ;;
        postfix) say "$POSTFIX_PORT" ;;
        postfix+rspamd) say "$MILTER_POSTFIX_PORT" ;;
    esac
}

start_sink() {
    # smtp-sink shares its port with another one that still runs, and each would count only a part.
    require_free_port 'the sink' 127.0.0.1 "$SINK_PORT" ECLUSE_BENCH_SINK_PORT
    smtp-sink -c -u nobody "127.0.0.1:$SINK_PORT" 1000 >"$HOME_DIR/sink.log" 2>&1 &
    SINK_PID=$!
    wait_until 10 port_answers 127.0.0.1 "$SINK_PORT" || not_measured "smtp-sink did not start"
}

# smtp-sink -c rewrites one line: sess=… quit=… mesg=N
sink_count() { tail -c 300 "$HOME_DIR/sink.log" | tr '\r' '\n' | sed -n 's/.*mesg=\([0-9]*\).*/\1/p' | tail -n 1 | grep . || say 0; }

sink_has() { (($(sink_count) >= $1)); }

ecluse_pid() { pgrep -P "$(cat "$HOME_DIR/server.pid")" java 2>/dev/null || cat "$HOME_DIR/server.pid"; }

start_ecluse() {
    export ECLUSE_DEMO=true ECLUSE_SMTP_PORT=$ECLUSE_PORT ECLUSE_DEMO_SMTP_PORT=$SINK_PORT
    export ECLUSE_HTTP_PORT=${ECLUSE_BENCH_HTTP_PORT:-21080} ECLUSE_HTTPS_PORT=${ECLUSE_BENCH_HTTPS_PORT:-21443}
    export ECLUSE_MANAGEMENT_PORT=${ECLUSE_BENCH_MANAGEMENT_PORT:-21990}
    prepare_base
    prepare_certificate
    start_server
    wait_for_health
}

master_pid() { tr -d ' ' <"$HOME_DIR/$1/spool/pid/master.pid"; }

start_postfix() {
    command -v postfix >/dev/null || { say "postfix: NOT MEASURED (not installed)"; return 1; }
    postfix_instance postfix "$POSTFIX_PORT" ''
}

start_postfix_with_rspamd() {
    command -v postfix >/dev/null && command -v rspamd >/dev/null ||
        { say "postfix+rspamd: NOT MEASURED (not installed)"; return 1; }
    start_rspamd
    postfix_instance postfix-milter "$MILTER_POSTFIX_PORT" "inet:127.0.0.1:$RSPAMD_PORT"
}

# A Postfix of its own that relays to the sink.
postfix_instance() {
    local name=$1 port=$2 milter=$3 directory=$HOME_DIR/$1
    mkdir -p "$directory/etc" "$directory/spool" "$directory/data"
    chown postfix "$directory/data"
    chmod 755 "$HOME_DIR" "$directory" "$directory/etc" "$directory/spool"
    cat >"$directory/etc/main.cf" <<CONFIG
compatibility_level = 3.6
queue_directory = $directory/spool
data_directory = $directory/data
maillog_file = $directory/log
maillog_file_prefixes = $directory
myhostname = $name.bench.test
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
relay_domains = demo.ecluse.test
transport_maps = inline:{demo.ecluse.test=smtp:[127.0.0.1]:$SINK_PORT}
smtpd_recipient_restrictions = permit_mynetworks, reject
default_destination_concurrency_limit = 20
initial_destination_concurrency = 20
smtpd_client_connection_count_limit = 0
disable_dns_lookups = yes
smtp_tls_security_level = none
alias_maps =
smtpd_milters = $milter
milter_default_action = tempfail
CONFIG
    sed -e '/^smtp *inet/d' -e '/^#/d' /usr/share/postfix/master.cf.dist >"$directory/etc/master.cf"
    # Not chrooted: there is nothing in the spool of a fresh instance to run in.
    sed -i -e 's/^\([a-z]\+ \+\(unix\|inet\) \+[-yn] \+[-yn] \+\)y/\1n/' "$directory/etc/master.cf"
    printf '127.0.0.1:%s inet n - n - - smtpd\npostlog unix-dgram n - n - 1 postlogd\n' "$port" >>"$directory/etc/master.cf"
    sed -i -e '0,/^postlog.*postlogd$/{//d}' "$directory/etc/master.cf"
    postfix -c "$directory/etc" start >"$directory/start.log" 2>&1 || not_measured "postfix did not start, see $directory/start.log"
    wait_until 15 port_answers 127.0.0.1 "$port" || not_measured "postfix does not listen, see $directory/log"
}

RSPAMD_NETWORK_MODULES=(rbl spf dkim dkim_signing dmarc arc asn mx_check fuzzy_check url_redirector replies greylist
    ratelimit neural history_redis metric_exporter clickhouse external_services antivirus reputation known_senders
    phishing hfilter p0f elastic milter_headers)

# rspamd as a self-scanning milter proxy with the modules off that ask the network; its resolver answers nothing.
start_rspamd() {
    local directory=$HOME_DIR/rspamd module
    mkdir -p "$directory/local.d" "$directory/override.d" "$directory/db" "$directory/run" "$directory/log"
    for module in "${RSPAMD_NETWORK_MODULES[@]}"; do
        say 'enabled = false;' >"$directory/override.d/$module.conf"
    done
    say "dns { nameserver = [\"127.0.0.1:9\"]; timeout = 0.1s; retransmits = 1; }" >"$directory/override.d/options.inc"
    say 'enabled = false;' >"$directory/override.d/worker-normal.inc"
    say 'enabled = false;' >"$directory/override.d/worker-fuzzy.inc"
    say "bind_socket = \"127.0.0.1:$RSPAMD_CONTROL_PORT\";" >"$directory/override.d/worker-controller.inc"
    cat >"$directory/override.d/worker-proxy.inc" <<CONFIG
bind_socket = "127.0.0.1:$RSPAMD_PORT";
milter = yes;
timeout = 120s;
count = 2;
upstream "local" { default = yes; self_scan = yes; }
CONFIG
    chown -R _rspamd: "$directory"
    rspamd -f -u _rspamd -g _rspamd -c /etc/rspamd/rspamd.conf --var="LOCAL_CONFDIR=$directory" --var="DBDIR=$directory/db" \
        --var="RUNDIR=$directory/run" --var="LOGDIR=$directory/log" >"$directory/start.log" 2>&1 &
    say $! >"$HOME_DIR/rspamd.pid"
    wait_until 180 port_answers 127.0.0.1 "$RSPAMD_PORT" || not_measured "rspamd does not listen, see $directory/start.log and $directory/log"
}

# Everything that was started is stopped, whatever failed before.
stop_peers() {
    set +e
    stop_process server "$SERVER_MARK" 30
    local name
    for name in postfix postfix-milter; do
        if [[ -f $HOME_DIR/$name/spool/pid/master.pid ]]; then postfix -c "$HOME_DIR/$name/etc" stop >/dev/null 2>&1; fi
    done
    if [[ -f $HOME_DIR/rspamd.pid ]]; then kill "$(cat "$HOME_DIR/rspamd.pid")" 2>/dev/null; fi
    if [[ -n ${SINK_PID:-} ]]; then kill "$SINK_PID" 2>/dev/null; fi
}
