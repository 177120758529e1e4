# shellcheck shell=bash
# One run of smtp-source against one system: until the sink has every mail.

# CPU ticks of a process, its living descendants, and those that ended.
ticks() {
    local pid total=0 fields
    for pid in $(descendants "$1"); do
        fields=$(sed 's/.*) //' "/proc/$pid/stat" 2>/dev/null) || continue
        # shellcheck disable=SC2086
        set -- $fields
        total=$((total + ${12} + ${13} + ${14} + ${15}))
    done
    say "$total"
}

descendants() {
    local pid=$1 child
    say "$pid"
    for child in $(pgrep -P "$pid"); do descendants "$child"; done
}

system_ticks() {
    local pid total=0
    for pid in $(pids_of "$1"); do total=$((total + $(ticks "$pid"))); done
    say "$total"
}

resident_mb() { say $(($(sed -n 's/^VmRSS:[^0-9]*\([0-9]*\).*/\1/p' "/proc/$1/status") / 1024)); }

# Prints: mails a second, CPU seconds per 1,000 mails.
one_run() {
    local system=$1 mails=$2 size=$3 kept=$4 before_ticks before_mails start end
    # A mail of a file (-F) has its own length.
    local length=()
    ((size == 0)) || length=(-l "$size")
    before_mails=$(sink_count)
    before_ticks=$(system_ticks "$system")
    start=$(date +%s%N)
    # With a subject: else there is nothing in it that anybody could have wanted.
    # shellcheck disable=SC2086
    smtp-source $kept -S 'Minutes of the meeting on Thursday' -s "$SESSIONS" -m "$mails" "${length[@]}" -f sender@example.org -t "$RECIPIENT" \
        "127.0.0.1:$(port_of "$system")" || fail "smtp-source failed against $system"
    wait_until 300 sink_has $((before_mails + mails)) || fail "$system did not deliver everything: $(sink_count) of $((before_mails + mails))"
    end=$(date +%s%N)
    awk -v n="$mails" -v t="$((end - start))" -v c="$(($(system_ticks "$system") - before_ticks))" -v hz="$(getconf CLK_TCK)" \
        'BEGIN { printf "%.1f %.3f\n", n * 1e9 / t, c / hz * 1000 / n }'
}

median() { sort -n | awk '{ v[NR] = $1 } END { print (NR % 2) ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }

report() {
    local name=$1 system=$2 file=$3 rate cpu
    rate=$(cut -d' ' -f1 "$file" | median)
    cpu=$(cut -d' ' -f2 "$file" | median)
    printf '%-14s %-15s %8.1f  %10.3f  (%s–%s)\n' "$name" "$system" "$rate" "$cpu" \
        "$(cut -d' ' -f1 "$file" | sort -n | head -n 1)" "$(cut -d' ' -f1 "$file" | sort -n | tail -n 1)"
}
