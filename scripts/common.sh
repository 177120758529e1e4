# shellcheck shell=bash
# Words, waiting and settings that every command uses.

say() { printf '%s\n' "$*"; }

complain() { printf 'ecluse: %s\n' "$*" >&2; }

fail() {
    complain "$*"
    exit 1
}

# Settings of this installation: KEY=value lines that the environment overrides.
load_settings() {
    local file=$HOME_DIR/settings.env line key
    [[ -f $file ]] || return 0
    while IFS= read -r line || [[ -n $line ]]; do
        [[ $line =~ ^[[:space:]]*(#|$) ]] && continue
        key=${line%%=*}
        [[ $line == *=* && $key =~ ^[A-Z][A-Z0-9_]*$ ]] || fail "$file: not KEY=value: $line"
        [[ -n ${!key+set} ]] || export "$key=${line#*=}"
    done <"$file"
}

smtp_port() { say "${ECLUSE_SMTP_PORT:-2525}"; }
# Of ECLUSE_SMTP_LISTENERS ("port=2526 max-sessions=50; port=2465 implicit-tls=true"), one a line.
listener_ports() { grep -oP '(?<![A-Za-z-])port=\K[0-9]+' <<<"${ECLUSE_SMTP_LISTENERS:-}" || true; }
http_port() { say "${ECLUSE_HTTP_PORT:-8080}"; }
https_port() { say "${ECLUSE_HTTPS_PORT:-8443}"; }
management_port() { say "${ECLUSE_MANAGEMENT_PORT:-9990}"; }
demo_smtp_port() { say "${ECLUSE_DEMO_SMTP_PORT:-3025}"; }
demo_imap_port() { say "${ECLUSE_DEMO_IMAP_PORT:-3143}"; }

data_dir() { say "${ECLUSE_DATA_DIR:-$HOME_DIR/data}"; }

# An address under which this machine reaches a listener bound to $1.
reachable() {
    case $1 in
        0.0.0.0 | ::) say 127.0.0.1 ;;
        *) say "$1" ;;
    esac
}

http_address() { reachable "${ECLUSE_HTTP_BIND_ADDRESS:-127.0.0.1}"; }
smtp_address() { reachable "${ECLUSE_SMTP_BIND_ADDRESS:-127.0.0.1}"; }

port_answers() { (exec 3<>"/dev/tcp/$1/$2") 2>/dev/null; }

# Stops with the name of the variable that changes the port, before anything is started.
require_free_port() {
    local what=$1 address=$2 port=$3 variable=$4
    if ! [[ $port =~ ^[0-9]{1,5}$ ]] || ((10#$port < 1 || 10#$port > 65535)); then
        fail "$variable must be a port, not $port"
    fi
    if port_answers "$address" "$port"; then
        fail "port $port ($what) is already taken; set $variable to another one, or stop what uses it"
    fi
}

# wait_until SECONDS COMMAND…: true as soon as the command is.
wait_until() {
    local limit=$1
    local end=$((SECONDS + limit))
    shift
    until "$@"; do
        ((SECONDS < end)) || return 1
        sleep 0.3
    done
}

# The file goes when the process does, perhaps just now: then there is no process.
pid_of() { cat "$HOME_DIR/$1.pid" 2>/dev/null; }

# Whether the process of a pid file runs and is ours: a number may have gone to another process since.
runs() {
    local name=$1 mark=$2 pid
    pid=$(pid_of "$name") || return 1
    [[ -n $pid ]] && grep -sqzxF -- "$mark" "/proc/$pid/cmdline"
}

gone() { ! runs "$@"; }

# stop_process NAME MARK SECONDS: asks it to end, and waits.
stop_process() {
    local name=$1 mark=$2 limit=$3 pid
    if ! runs "$name" "$mark"; then
        rm -f "$HOME_DIR/$name.pid"
        return 1
    fi
    pid=$(pid_of "$name")
    kill -TERM "$pid"
    wait_until "$limit" gone "$name" "$mark" ||
        fail "$name (process $pid) did not end in $limit s; look at ./ecluse logs, or end it with: kill -9 $pid"
    rm -f "$HOME_DIR/$name.pid"
}
