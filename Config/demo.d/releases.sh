# Releases: two versions of Roost itself and of a Debian package are published, served by nginx, fetched whole and by delta;
# then the repository is attacked. Sourced by Config/demo.

SITE=     # the publisher's folder, the workshop
SERVED=   # what nginx serves: its repository
URL=

# Builds Roost once more, with another version in its source, before the build that is demonstrated: a real next release.
# The other source is bind-mounted over the true one for this build alone. Kept until the source changes.
build_next() {
    local stamp kept=.build/demo version=Sources/Kernel/Host/Command/Version.swift private=(unshare --mount --propagation private)
    [ "$(id -u)" = 0 ] || private=(unshare --map-root-user --mount --propagation private)
    stamp=$(find Package.swift Sources Plugins -name .build -prune -o -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum)
    if [ "$(cat $kept/stamp 2>/dev/null)" != "$stamp" ]; then
        mkdir -p $kept
        rm -f $kept/stamp
        sed 's/"0\.1\.0"/"0.1.1"/' $version >$kept/Version.swift
        cmp -s $kept/Version.swift $version && fail "there is no version 0.1.0 in $version"
        touch $kept/Version.swift
        if ! "${private[@]}" true 2>/dev/null; then
            leave_out "this machine lends nobody a mount namespace: the next release of Roost is left out, see 'man unshare'"
            return
        fi
        say "first the release after this one: the same source, its version 0.1.1"
        # shellcheck disable=SC2016
        "${private[@]}" bash -c 'mount --bind "$1" "$2" && swift build -c release --product roost' - $kept/Version.swift $version
        cp .build/release/roost $kept/roost
        touch $version
        printf '%s\n' "$stamp" >$kept/stamp
    fi
    NEXT_BINARY=$kept/roost
}

# peak COMMAND...: shows it, and keeps the most memory it had resident, in KB.
PEAK=
peak() {
    local status=0
    printf '$%s\n' "$(typed "$@")"
    OUTPUT=$("$PYTHON" - "$WORK/peak" "$@" 2>&1 <<'PYTHON'
import resource, subprocess, sys
status = subprocess.run(sys.argv[2:]).returncode
open(sys.argv[1], "w").write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))
sys.exit(status)
PYTHON
    ) || status=$?
    printf '%s\n' "$OUTPUT"
    [ $status = 0 ] || fail "'$1' ended with status $status"
    PEAK=$(cat "$WORK/peak")
}

# The newest two versions that the archive has of the first of these packages that has two: name, older, newer.
two_versions() {
    local name versions
    for name in libssl3 libcurl4 curl python3.11-minimal nginx-light; do
        mapfile -t versions < <(apt-cache madison $name 2>/dev/null | awk '{ print $3 }' | awk '!seen[$0]++' | head -n 2)
        [ ${#versions[@]} = 2 ] || continue
        echo "$name ${versions[1]} ${versions[0]}"
        return
    done
}

fetch() { peak roost publish fetch --url "$URL" --trust "$WORK/trust" --root "$SITE/root.json" "$@"; }

show_own_releases() {
    core_tree 0.1.0 "$ROOST_BINARY"
    show roost publish release --channel stable "$WORK/core-0.1.0" --id core --version 0.1.0 --arch "$(dpkg --print-architecture)"
    fetch --channel stable --into "$WORK/got-0.1.0"
    expect "by the full artifact"
    cmp -s "$ROOST_BINARY" "$WORK/got-0.1.0/bin/roost" || fail "what came is not what was published"
    held "Roost's own 0.1.0, whole: $(length_of core-0.1.0 tar.xz) bytes for $(stat -c %s "$ROOST_BINARY"); at most $PEAK KB of memory"
    [ -n "${NEXT_BINARY-}" ] || return 0
    core_tree 0.1.1 "$NEXT_BINARY"
    show roost publish release --channel stable "$WORK/core-0.1.1" --id core --version 0.1.1 --arch "$(dpkg --print-architecture)" --force
    fetch --channel stable --base "$WORK/got-0.1.0" --into "$WORK/got-0.1.1"
    expect "by the delta from 0.1.0"
    cmp -s "$NEXT_BINARY" "$WORK/got-0.1.1/bin/roost" || fail "what came is not what was published"
    held "Roost's own 0.1.1, by delta: $(length_of core-0.1.1 delta) bytes; at most $PEAK KB of memory"
}

# core_tree VERSION BINARY: a release of the runtime as it lies in a slot
core_tree() {
    mkdir -p "$WORK/core-$1/bin" "$WORK/core-$1/plugins"
    cp "$2" "$WORK/core-$1/bin/roost"
    cp "$UNPACK_BINARY" "$WORK/core-$1/bin/roost-unpack"
    cp Config/plugins/*.toml "$WORK/core-$1/plugins"
}

# length_of NAME KIND: bytes of an artifact, as in: length_of core-0.1.1 delta
length_of() { find "$SERVED/targets/stable" -name "*.$1-*.$2" -printf '%s\n' | head -n 1; }

show_debian_releases() {
    local name old new
    read -r name old new < <(two_versions) || true
    if [ -z "${new-}" ]; then
        leave_out "the archive this machine knows has no package in two versions (run: apt-get update); the Debian package is left out"
        return
    fi
    mkdir -p "$WORK/deb"
    (cd "$WORK/deb" && apt-get download -qq "$name=$old" "$name=$new" >/dev/null 2>&1) || fail "apt-get cannot download $name $old and $new"
    local version number=1
    for version in "$old" "$new"; do
        dpkg-deb -x "$WORK/deb/${name}_${version//:/%3a}_"*.deb "$WORK/deb/$number"
        find "$WORK/deb/$number" -type d -empty -delete
        show roost publish release --channel stable "$WORK/deb/$number" --id library --version "$number.0.0" \
            --arch "$(dpkg --print-architecture)" --notes "$name $version" --force
        number=$((number + 1))
    done
    fetch --channel stable --id library --version 1.0.0 --into "$WORK/library-1"
    fetch --channel stable --id library --base "$WORK/library-1" --into "$WORK/library-2"
    expect "by the delta from 1.0.0"
    diff -r --no-dereference "$WORK/deb/2" "$WORK/library-2" --exclude release.json >/dev/null || fail "what came is not what was published"
    held "Debian's $name $old to $new: $(length_of library-2.0.0 tar.xz) bytes whole, $(length_of library-2.0.0 delta) by delta; at most $PEAK KB of memory"
}

# refused WORDS TRUST ARGUMENTS...: a fetch that must fail and say why, and leave nothing.
refused() {
    local words=$1 trust=$2 status=0
    shift 2
    OUTPUT=$(roost publish fetch --url "$URL" --trust "$trust" --root "$SITE/root.json" --channel stable --into "$WORK/attacked" "$@" 2>&1) ||
        status=$?
    printf '   %s\n' "${OUTPUT##*$'\n'}"
    [ $status = 1 ] || fail "the fetch should have been refused, and ended with status $status"
    expect "$words"
    [ ! -e "$WORK/attacked" ] || fail "the refused fetch left a tree"
    rm -rf "$WORK/.attacked.fetch" "$WORK/stranger"
}

# attack WHAT: says it; the repository is whole again afterwards by restore.
attack() {
    say "$*"
    rm -rf "$WORK/served"
    cp -a "$SERVED" "$WORK/served"
}
restore() {
    rm -rf "$SERVED"
    cp -a "$WORK/served" "$SERVED"
}

show_attacks() {
    local artifact list old
    artifact=$(find "$SERVED/targets/stable" -name '*.core-*.tar.xz' -printf '%T@ %p\n' | sort -n | tail -n 1 | cut -d' ' -f2)
    list=$(find "$SERVED/metadata" -name '*.stable.json' -printf '%f\n' | sort -n | tail -n 1)
    old=$(cat "$SERVED/metadata/timestamp.json")
    show roost publish refresh --json
    fetch --channel stable --id core --into "$WORK/got-before"

    attack "1. A byte of the artifact is changed on its way:"
    printf 'X' | dd of="$artifact" bs=1 seek=100000 conv=notrunc status=none
    refused "arbitrary-software attack" "$WORK/trust"
    restore

    attack "2. The artifact is cut short:"
    truncate -s -1000 "$artifact"
    refused "arbitrary-software attack" "$WORK/trust"
    restore

    attack "3. The signed list of the channel is edited, without its key:"
    sed -i 's/"sha256":"[0-9a-f]\{4\}/"sha256":"0000/' "$SERVED/metadata/$list"
    refused "mix-and-match attack" "$WORK/stranger"
    restore

    attack "4. The channel's key is stolen, no other, and signs a list of its own:"
    cp -a "$SITE" "$WORK/thief"
    mkdir "$WORK/evil"
    echo evil >"$WORK/evil/evil"
    roost publish release --workshop "$WORK/thief" --channel stable "$WORK/evil" --id core --version 9.0.0 --arch all --force >/dev/null 2>&1
    cp "$(find "$WORK/thief/repository/metadata" -name '*.stable.json' -printf '%p\n' | sort -V | tail -n 1)" "$SERVED/metadata/$list"
    refused "metadata of 'stable' is refused: an endless-data attack" "$WORK/stranger"
    restore

    attack "5. Yesterday's metadata is served again (a rollback):"
    printf '%s' "$old" >"$SERVED/metadata/timestamp.json"
    refused "rollback attack" "$WORK/trust"
    restore

    attack "6. Nothing new is let through until what is trusted has expired (a freeze), a year later:"
    refused "freeze attack" "$WORK/trust" --clock "$(date -u -d '+1 year' +%Y-%m-%dT%H:%M:%SZ)"
    restore

    attack "7. Metadata without end:"
    truncate -s 1G "$SERVED/metadata/timestamp.json"
    refused "endless-data attack" "$WORK/trust"
    restore

    fetch --channel stable --id core --into "$WORK/got-after"
    expect "every file checked"
}

show_releases() {
    SITE=$WORK/workshop
    SERVED=$SITE/repository
    URL=http://127.0.0.1:$REPOSITORY
    export ROOST_WORKSHOP=$SITE
    show roost publish init
    cp -r Config/demo.d/repository "$ROOST_HOME/plugins/.repository"
    sed -i "s/8081/$REPOSITORY/; s#/srv/roost/repository#$SERVED#" "$ROOST_HOME"/plugins/.repository/*
    mv "$ROOST_HOME/plugins/.repository" "$ROOST_HOME/plugins/repository"
    wait_for 10 "nginx to serve the repository" is repository state ready
    say "nginx serves $SERVED as $URL"
    show_own_releases
    show_debian_releases
    show roost publish check
}
