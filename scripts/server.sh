# shellcheck shell=bash
# Building, starting, watching and stopping the server.

EAR=$ROOT/ear/target/ecluse.ear
SERVER=$ROOT/wildfly-config/target/server
BASE_DIR=$HOME_DIR/standalone
SERVER_MARK="-Djboss.server.base.dir=$BASE_DIR"
SERVER_LOG=$BASE_DIR/log/server.log
CONSOLE_LOG=$HOME_DIR/console.log
START_LIMIT_SECONDS=${ECLUSE_START_LIMIT_SECONDS:-240}
STOP_LIMIT_SECONDS=60

is_built() {
    [[ -f $EAR && -f $SERVER/jboss-modules.jar ]] || return 1
    local newer
    newer=$(find "$ROOT/pom.xml" "$ROOT"/{smtp-connector,ejb,batch-jobs,web,ear,wildfly-config} \
        -name target -prune -o -type f -newer "$EAR" -print -quit)
    [[ -z $newer ]]
}

build() {
    say "building (a few minutes the first time)"
    (cd "$ROOT" && mvn -B -q -ntp -DskipTests -pl ear,wildfly-config -am package) || fail "the build failed, see above"
    # An EAR whose content did not change is not written again.
    touch "$EAR"
}

require_free_ports() {
    require_free_port SMTP "$(smtp_address)" "$(smtp_port)" ECLUSE_SMTP_PORT
    local port
    for port in $(listener_ports); do
        require_free_port 'further SMTP' "$(smtp_address)" "$port" ECLUSE_SMTP_LISTENERS
    done
    require_free_port HTTP "$(http_address)" "$(http_port)" ECLUSE_HTTP_PORT
    require_free_port HTTPS "$(http_address)" "$(https_port)" ECLUSE_HTTPS_PORT
    require_free_port management 127.0.0.1 "$(management_port)" ECLUSE_MANAGEMENT_PORT
    if [[ ${ECLUSE_DEMO:-} == true ]]; then
        require_free_port 'demonstration SMTP' 127.0.0.1 "$(demo_smtp_port)" ECLUSE_DEMO_SMTP_PORT
        require_free_port 'demonstration IMAP' 127.0.0.1 "$(demo_imap_port)" ECLUSE_DEMO_IMAP_PORT
    fi
}

run_server() {
    case ${1:-} in
        '') demo_settings ;;
        --bare) bare_settings ;;
        *) fail "run takes only --bare" ;;
    esac
    # WildFly's start script takes an option apart at its blanks.
    [[ $SERVER$HOME_DIR != *[[:space:]]* ]] || fail "the path must not contain blanks: $ROOT, $HOME_DIR"
    install_build_tools
    if runs server "$SERVER_MARK"; then
        say "already running"
        show_addresses
        return 0
    fi
    require_free_ports
    is_built || build
    umask 077
    mkdir -p "$HOME_DIR" "$(data_dir)"
    prepare_base
    prepare_certificate
    if [[ ${ECLUSE_DEMO:-} == true ]]; then
        start_destination
    fi
    start_server
    wait_for_health
    show_addresses
    if [[ ${ECLUSE_DEMO:-} == true && ! -f $HOME_DIR/demo-sent ]]; then
        send_demo_mails
        touch "$HOME_DIR/demo-sent"
    fi
}

# Without the demonstration the service has a name, and is there for others.
bare_settings() {
    export ECLUSE_DEMO=false
    export ECLUSE_SMTP_BIND_ADDRESS=${ECLUSE_SMTP_BIND_ADDRESS:-0.0.0.0}
    export ECLUSE_HTTP_BIND_ADDRESS=${ECLUSE_HTTP_BIND_ADDRESS:-0.0.0.0}
    local key unset_keys=()
    for key in ECLUSE_SERVICE_DOMAIN ECLUSE_SERVICE_HOSTNAME ECLUSE_SERVICE_PUBLIC_URL ECLUSE_SERVICE_POSTMASTER; do
        [[ -n ${!key:-} ]] || unset_keys+=("$key")
    done
    if ((${#unset_keys[@]} > 0)); then
        fail "outside the demonstration these settings are required, in the environment or in $HOME_DIR/settings.env: ${unset_keys[*]}
  for example: ECLUSE_SERVICE_DOMAIN=mail.example.org ECLUSE_SERVICE_HOSTNAME=mx1.mail.example.org ECLUSE_SERVICE_PUBLIC_URL=https://mail.example.org ECLUSE_SERVICE_POSTMASTER=postmaster@example.org"
    fi
}

# The server's folder: fresh configuration and EAR at each start, data and logs of the last one.
prepare_base() {
    mkdir -p "$BASE_DIR/deployments" "$BASE_DIR/tmp"
    rm -rf "$BASE_DIR/configuration" "$BASE_DIR"/deployments/ecluse.ear* "$BASE_DIR"/tmp/*
    cp -R "$SERVER/standalone/configuration" "$BASE_DIR/configuration"
    cp "$EAR" "$BASE_DIR/deployments/ecluse.ear"
}

# A self-signed certificate for SMTP and HTTPS, unless others are set. Its password is in a file, not on a command line.
prepare_certificate() {
    local directory keystore password_file
    directory=$(data_dir)/tls
    keystore=$directory/self-signed.p12
    password_file=$directory/self-signed.password
    if [[ ! -f $keystore ]]; then
        mkdir -p "$directory"
        random_word >"$password_file"
        local names=DNS:localhost,IP:127.0.0.1 name=${ECLUSE_SERVICE_HOSTNAME:-localhost}
        [[ $name == localhost ]] || names+=,DNS:$name
        "${JAVA_HOME:+$JAVA_HOME/bin/}keytool" -genkeypair -alias server -keyalg RSA -keysize 3072 -validity 825 \
            -dname "CN=$name" -ext "SAN=$names" -ext eku=serverAuth \
            -storetype PKCS12 -keystore "$keystore" -storepass:file "$password_file" \
            >"$HOME_DIR/keytool.log" 2>&1 || fail "keytool made no certificate, see $HOME_DIR/keytool.log"
    fi
    if [[ -z ${ECLUSE_SMTP_KEYSTORE:-} ]]; then
        export ECLUSE_SMTP_KEYSTORE=$keystore ECLUSE_SMTP_KEYSTORE_PASSWORD
        ECLUSE_SMTP_KEYSTORE_PASSWORD=$(<"$password_file")
    fi
    if [[ -z ${ECLUSE_HTTPS_KEYSTORE:-} ]]; then
        export ECLUSE_HTTPS_KEYSTORE=$keystore ECLUSE_HTTPS_KEYSTORE_PASSWORD
        ECLUSE_HTTPS_KEYSTORE_PASSWORD=$(<"$password_file")
    fi
}

random_word() { head -c 24 /dev/urandom | base64 | tr '+/' '-_'; }

server_configuration() {
    if [[ -n ${ECLUSE_DB_URL:-} ]]; then
        say standalone-cluster.xml
    else
        say standalone.xml
    fi
}

start_server() {
    say "starting the server"
    export ECLUSE_DATA_DIR
    ECLUSE_DATA_DIR=$(data_dir)
    mkdir -p "${SERVER_LOG%/*}"
    LOG_BEGIN=$(stat -c %s "$SERVER_LOG" 2>/dev/null || say 0)
    rm -f "$HOME_DIR/server.pid"
    JBOSS_PIDFILE=$HOME_DIR/server.pid LAUNCH_JBOSS_IN_BACKGROUND=true \
        setsid nohup "$SERVER/bin/standalone.sh" -c "$(server_configuration)" \
        "$SERVER_MARK" "-Djava.io.tmpdir=$BASE_DIR/tmp" -Dorg.wildfly.sigterm.suspend.timeout=10 \
        >"$CONSOLE_LOG" 2>&1 </dev/null &
    wait_until 20 runs server "$SERVER_MARK" || start_failed "the server process did not start"
}

is_healthy() {
    curl -fsS -m 5 -o /dev/null "http://$(http_address):$(http_port)/health/ready" 2>/dev/null
}

has_settled() { is_healthy || ! runs server "$SERVER_MARK" || [[ -f $BASE_DIR/deployments/ecluse.ear.failed ]]; }

wait_for_health() {
    say "waiting until it is healthy"
    wait_until "$START_LIMIT_SECONDS" has_settled || start_failed "the server was not healthy after $START_LIMIT_SECONDS s"
    runs server "$SERVER_MARK" || start_failed "the server ended"
    [[ ! -f $BASE_DIR/deployments/ecluse.ear.failed ]] || start_failed "the application did not start"
}

start_failed() {
    complain "$1"
    complain "the last warnings and errors of this start, from $SERVER_LOG and $CONSOLE_LOG:"
    { this_start | problems || tail -n 20 "$CONSOLE_LOG"; } >&2
    { this_start | own_exceptions || true; } >&2
    stop_process server "$SERVER_MARK" "$STOP_LIMIT_SECONDS" || true
    stop_destination || true
    exit 1
}

this_start() { tail -c "+$((LOG_BEGIN + 1))" "$SERVER_LOG" 2>/dev/null; }

# What the application itself said, last: a wrong setting names its key.
own_exceptions() { grep -oE 'org\.ecluse\.[A-Za-z.]*Exception: .*' | sort -u | tail -n 5; }

problems() { grep -E ' (WARN|ERROR|FATAL) |^Caused by' | cut -c -300 | tail -n 15; }

show_addresses() {
    say ''
    say "Écluse is running."
    say "  SMTP        ${ECLUSE_SMTP_BIND_ADDRESS:-127.0.0.1}:$(smtp_port)  (STARTTLS)"
    [[ -z $(listener_ports) ]] || say "  more SMTP   ports $(listener_ports | tr '\n' ' ')"
    say "  console     https://$(named "$(http_address)"):$(https_port)/  (self-signed certificate unless ECLUSE_HTTPS_KEYSTORE is set)"
    say "  API         http://$(named "$(http_address)"):$(http_port)/api/v1  (plain HTTP only from this machine)"
    say "  management  127.0.0.1:$(management_port)"
    say "  sign in     admin, password: $(password_place)"
    if [[ ${ECLUSE_DEMO:-} == true ]]; then
        show_demonstration
    else
        say "  first mail  make a customer and a domain in the console, then:"
        say "              curl --crlf smtp://$(smtp_address):$(smtp_port) --mail-from you@sender.example --mail-rcpt someone@<domain> -T mail.eml"
    fi
    say "  stop        ./ecluse stop"
}

# Where the server keeps the password that it made at its first start.
password_file() { say "$(data_dir)/admin-password"; }

named() { if [[ $1 == 127.0.0.1 ]]; then say localhost; else say "$1"; fi; }

password_place() {
    if [[ -n ${ECLUSE_ADMIN_PASSWORD:-} ]]; then
        say "the one in ECLUSE_ADMIN_PASSWORD"
    elif [[ -f $(password_file) ]]; then
        say "in $(password_file)"
    else
        say "the one you chose"
    fi
}

stop_all() {
    local stopped=false
    if stop_process server "$SERVER_MARK" "$STOP_LIMIT_SECONDS"; then
        say "server stopped"
        stopped=true
    fi
    if stop_destination; then
        say "destination server stopped"
        stopped=true
    fi
    $stopped || say "nothing was running"
}

show_status() {
    if ! runs server "$SERVER_MARK"; then
        say "server: not running"
        return 1
    fi
    local pid
    pid=$(pid_of server)
    say "server: process $pid, up $(up_time "$pid"), $(resident_megabytes "$pid") MB resident"
    show_port SMTP "$(smtp_address)" "$(smtp_port)"
    local port
    for port in $(listener_ports); do show_port 'further SMTP' "$(smtp_address)" "$port"; done
    show_port HTTP "$(http_address)" "$(http_port)"
    show_port HTTPS "$(http_address)" "$(https_port)"
    show_port management 127.0.0.1 "$(management_port)"
    if runs destination "$DESTINATION_MARK"; then
        show_port 'demonstration SMTP' 127.0.0.1 "$(demo_smtp_port)"
        show_port 'demonstration IMAP' 127.0.0.1 "$(demo_imap_port)"
    fi
    curl -sS -m 10 "http://$(http_address):$(http_port)/health" |
        jq -r '"health: \(.status)", (.checks[] | "  \(.name): \(.status) \(.data // {} | to_entries | map("\(.key)=\(.value)") | join(" "))")'
}

# From /proc, because a small Debian has no ps.
up_time() {
    local stat seconds
    stat=$(<"/proc/$1/stat") || return 0
    # Fields after the name in brackets, which may hold blanks; the 20th is the start in hundredths of a second (proc(5)).
    read -ra stat <<<"${stat##*) }"
    seconds=$(($(cut -d. -f1 /proc/uptime) - stat[19] / $(getconf CLK_TCK)))
    printf '%d:%02d:%02d' $((seconds / 3600)) $((seconds / 60 % 60)) $((seconds % 60))
}

resident_megabytes() { awk '$1 == "VmRSS:" { printf "%d", $2 / 1024 }' "/proc/$1/status"; }

show_port() {
    local state=closed
    if port_answers "$2" "$3"; then
        state=open
    fi
    say "  $1 $2:$3 $state"
}

follow_logs() {
    [[ -f $SERVER_LOG || -f $CONSOLE_LOG ]] || fail "there is no log yet; ./ecluse run starts the server"
    exec tail -n 100 -F "$SERVER_LOG" "$CONSOLE_LOG"
}

# curl reads user and password from its standard input: nothing on a command line.
api() {
    local path=$1 password
    shift
    password=${ECLUSE_ADMIN_PASSWORD:-}
    [[ -n $password || ! -f $(password_file) ]] || password=$(<"$(password_file)")
    [[ -n $password ]] || fail "set ECLUSE_ADMIN_PASSWORD: there is no $(password_file)"
    printf 'user = "admin:%s"\n' "${password//[\"\\]/\\&}" |
        curl -sS -m 30 -K - -H 'Accept: application/json' "$@" "http://$(http_address):$(http_port)/api/v1$path"
}

make_token() {
    local name=${1:-script} answer
    runs server "$SERVER_MARK" || fail "the server is not running; ./ecluse run starts it"
    answer=$(api /tokens -X POST -H 'Content-Type: application/json' -d "$(jq -n --arg name "$name" '{name: $name}')")
    jq -er .secret <<<"$answer" || fail "no token: $answer"
}
