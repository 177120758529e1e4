# shellcheck shell=bash
# Everything that proves it works.

run_tests() {
    require_suites
    install_for_tests
    local started=$SECONDS status=0
    # The browser is Debian's; Playwright must not fetch its own.
    export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1
    (cd "$ROOT" && mvn -B -ntp "$@" verify) || status=$?
    suite_counts
    slowest_tests
    say "total $(minutes $((SECONDS - started)))"
    return "$status"
}

# Public test data that stands beside the checkout. Without it a green run would show less than it seems to.
require_suites() {
    local suites=$ROOT/../shared/suites
    [[ ! -d $suites ]] || return 0
    [[ -z ${CI:-} ]] || fail "the test suites are missing: $suites (without CI set their tests are skipped)"
    say "there are no test suites in $suites: the tests that need them are skipped"
}

minutes() { printf '%d min %02d s' $(($1 / 60)) $(($1 % 60)); }

# What the tests of public suites said, such as "SPF 203/203": a test that meets fewer cases than there are fails.
suite_counts() {
    say ''
    say "public suites, cases met of all:"
    find "$ROOT" -path '*/target/*-reports/TEST-*.xml' -print0 |
        xargs -0 -r sed -nE 's/^(.*<!\[CDATA\[)?([[:alpha:]][[:alnum:] _,:()-]* [0-9]+\/[0-9]+(, [[:alnum:] ,:()\/-]+)?)$/  \2/p' | sort -u
}

# From the reports of surefire and failsafe: <testcase name="…" classname="…" time="…".
slowest_tests() {
    say ''
    say "the slowest 20 tests (seconds):"
    find "$ROOT" -path '*/target/*-reports/TEST-*.xml' -print0 |
        xargs -0 -r sed -nE 's/.*<testcase name="([^"]*)" classname="([^"]*)" time="([0-9.,]*)".*/\3 \2.\1/p' |
        tr -d ',' | sort -rn | sed -n '1,20s/^/  /p'
}
