#!/usr/bin/env bash
# Writes docs/coverage.md: which test shows which requirement, from the @Covers marks in the test sources.
set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

all_ids() {
    local group count
    for group in R1:15 R2:13 R3:14 R4:18 R5:10 R6:19; do
        for count in $(seq "${group#*:}"); do printf '%s.%s\n' "${group%:*}" "$count"; done
    done
    for count in $(seq 16); do printf 'B%s\n' "$count"; done
}

# Lines "ID Class": the marks may span lines and name several ids.
marks() {
    find "$ROOT" -path '*/src/test/java/*.java' -not -path '*/target/*' -print0 | sort -z |
        while IFS= read -r -d '' file; do
            tr '\n' ' ' <"$file" | grep -oE '@Covers\([^)]*\)' | grep -oE '"[RB][0-9.]+"' | tr -d '"' | sort -u |
                sed "s|\$| $(basename "$file" .java)|" || true
        done
}

main() {
    local found id tests missing=()
    found=$(marks)
    {
        printf '# What the tests show\n\nMade by `scripts/coverage.sh` from the `@Covers` marks of the tests.\n\n| requirement | shown by |\n|---|---|\n'
        while read -r id; do
            tests=$(awk -v id="$id" '$1 == id { printf "%s%s", sep, $2; sep = ", " }' <<<"$found")
            if [[ -n $tests ]]; then printf '| %s | %s |\n' "$id" "$tests"; else missing+=("$id"); fi
        done < <(all_ids)
        printf '\nNot shown by a test yet: %s.\n' "$(printf '%s, ' "${missing[@]}" | sed 's/, $//')"
    } >"$ROOT/docs/coverage.md"
}

main
