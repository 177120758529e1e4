# shellcheck shell=bash
# The base model of words and build: from the suite spamham and the own templates to the shipped resource.

# The fair copy of the suite, made once: header whitelist, no list footers, no other filter's marks.
fair_copy() {
    local suite=$1 target=$2
    [[ -f $target/open/manifest.tsv ]] && return
    rm -rf "$target" "$target.raw"
    mkdir -p "$target.raw"
    tar -xJf "$suite/open.tar.xz" -C "$target.raw"
    python3 "$suite/clean.py" "$target.raw" "$target" || fail "clean.py failed"
    rm -rf "$target.raw"
}

# Compiles the measuring programs; sets CLASS_PATH.
build_measures() {
    (cd "$ROOT" && mvn -B -q -ntp -pl ejb -am test-compile dependency:build-classpath \
        -Dmdep.outputFile=target/classpath -Dmdep.includeScope=test) || fail "the build failed, see above"
    CLASS_PATH=$ROOT/ejb/target/test-classes:$ROOT/ejb/target/classes:$(cat "$ROOT/ejb/target/classpath")
}

measure() { "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx3g -XX:+UseSerialGC -cp "$CLASS_PATH" "$@"; }

# The same sources give the same base model, and weights of meanings that differ between processors in their last digits; the date is only noted.
make_model() {
    local suite=${ECLUSE_SUITES:-$ROOT/../shared/suites}/spamham
    [[ -f $suite/open.tar.xz ]] || fail "the suite spamham is not under ${suite%/*}"
    install_build_tools
    fair_copy "$suite" "$HOME_DIR/spamham"
    build_measures
    measure org.ecluse.measure.BaseModelMaker "$HOME_DIR/spamham/open" "$suite" \
        "$ROOT/ejb/src/main/resources/org/ecluse/filter" "${1:-$(date -u +%F)}"
    cat "$ROOT/ejb/src/main/resources/org/ecluse/filter/learning/base.provenance"
}
