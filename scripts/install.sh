# shellcheck shell=bash
# Debian packages: what is missing is installed when we are root, and named otherwise.

# What the tests talk to: real clients and servers, a browser, a scanner, a database.
TEST_PACKAGES=(
    c-icap
    chromium
    clamav-daemon
    clamav-testfiles
    fonts-dejavu-core
    libarchive-tools
    libc-icap-mod-virus-scan
    libnet-ssleay-perl
    nsd
    opendkim
    postfix
    postgresql
    python3-dkim
    python3-nacl
    rspamd
    spamassassin
    spamd
    swaks
    xz-utils
)

java_is_new_enough() {
    local java=${JAVA_HOME:+$JAVA_HOME/bin/}java javac=${JAVA_HOME:+$JAVA_HOME/bin/}javac version
    command -v "$javac" >/dev/null || return 1
    version=$("$java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p;' | head -n 1)
    [[ -n $version ]] && ((version >= 17))
}

jdk_package() {
    if grep -qs '^VERSION_ID="12"' /etc/os-release; then
        say openjdk-17-jdk-headless
    else
        say default-jdk-headless
    fi
}

missing_build_tools() {
    java_is_new_enough || jdk_package
    command -v mvn >/dev/null || say maven
    command -v curl >/dev/null || say curl
    command -v jq >/dev/null || say jq
}

missing_test_packages() {
    local package
    for package in "${TEST_PACKAGES[@]}"; do
        [[ $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) == installed ]] || say "$package"
    done
}

install_build_tools() {
    local missing
    mapfile -t missing < <(
        missing_build_tools
        [[ $EUID -ne 0 ]] || missing_archive_program
    )
    install_packages "${missing[@]}"
    [[ -z $(missing_archive_program) ]] || say "without libarchive-tools, mail with compressed RAR files is held, as nobody can look into them"
}

# What the server does without if it must.
missing_archive_program() { command -v bsdtar >/dev/null || say libarchive-tools; }

# All at once, so that whoever must ask an administrator asks once.
install_for_tests() {
    local missing
    mapfile -t missing < <(
        missing_build_tools
        missing_test_packages
    )
    install_packages "${missing[@]}"
}

install_packages() {
    [[ $# -gt 0 ]] || return 0
    if [[ $EUID -ne 0 ]] || ! command -v apt-get >/dev/null; then
        fail "missing: $*. Install it, for example with: sudo apt-get install $*"
    fi
    say "installing $*"
    keep_services_stopped
    if ! apt_install "$@"; then
        let_services_start
        fail "apt-get could not install: $*"
    fi
    let_services_start
}

apt_install() {
    export DEBIAN_FRONTEND=noninteractive
    # Postfix's programs are used, its configuration is not.
    debconf-set-selections <<<'postfix postfix/main_mailer_type select No configuration'
    local log=$HOME_DIR/install.log
    mkdir -p "$HOME_DIR"
    { apt-get -q update && apt-get -q -y --no-install-recommends install "$@"; } >"$log" 2>&1 </dev/null || {
        tail -n 20 "$log" >&2
        return 1
    }
}

POLICY=/usr/sbin/policy-rc.d

# invoke-rc.d asks this script; 101 means: do not start services. One that is there already is left alone.
keep_services_stopped() {
    [[ -e $POLICY ]] && return 0
    printf '#!/bin/sh\n# made by ecluse, removed after the installation\nexit 101\n' >"$POLICY"
    chmod 755 "$POLICY"
}

let_services_start() {
    if grep -qs 'made by ecluse' "$POLICY"; then
        rm -f "$POLICY"
    fi
}
