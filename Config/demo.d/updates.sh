# A router that updates itself: a host in slot a under its guard, a feature and the runtime brought to new versions and back again,
# from the repository that nginx serves. Sourced by Config/demo.

GUARD=         # its pid
ROUTER=        # the home
GUESTBOOK=     # the port of the feature that is updated
WITHIN=5       # seconds that a new version has to be found good in; 60 else
TREES=         # what is published

# guestbook_tree N: a release's tree of version N.
guestbook_tree() {
    local tree=$TREES/guestbook-$1 version=$1
    mkdir -p "$tree"
    cp Config/demo.d/guestbook/* "$tree"
    sed -i "s/8082/$GUESTBOOK/g; s/^version = .*/version = \"$version.0.0\"/" "$tree/plugin.toml"
    sed -i "s/^VERSION = .*/VERSION = $version/" "$tree/guestbook.py"
}

# What makes it heavy, so that its way takes a while: a Debian package in its next version, or what nobody can compress.
guestbook_weight() {
    local from=$WORK/deb/$1
    if [ -d "$from" ]; then
        cp -r "$from" "$TREES/guestbook-$1/library"
    else
        head -c 500000 /dev/urandom >"$TREES/guestbook-$1/pictures"
    fi
}

lay_trees() {
    TREES=$WORK/trees
    guestbook_tree 1
    guestbook_weight 1
    guestbook_tree 2
    guestbook_weight 2
    mkdir "$TREES/guestbook-2/sql"
    echo 'CREATE TABLE visit (count INTEGER NOT NULL); INSERT INTO visit VALUES (0);' >"$TREES/guestbook-2/sql/0002-visits.sql"
    # Version 3 moves the entries to another table, and then trips over itself.
    cp -r "$TREES/guestbook-2" "$TREES/guestbook-3"
    guestbook_tree 3
    sed -i '/^class/i database.execute("SELECT count(*) FROM entry")  # it is called entries now\n\n' "$TREES/guestbook-3/guestbook.py"
    echo 'ALTER TABLE entry RENAME TO entries;' >"$TREES/guestbook-3/sql/0003-entries.sql"
    # The one that is pushed.
    cp -r "$TREES/guestbook-2" "$TREES/guestbook-4"
    guestbook_tree 4
    # A runtime that starts and then does nothing at all.
    mkdir -p "$TREES/core-0.1.2/bin"
    cp -r "$WORK/core-0.1.0/plugins" "$TREES/core-0.1.2"
    printf '#!/bin/sh\nexec sleep 1000\n' >"$TREES/core-0.1.2/bin/roost"
    chmod 755 "$TREES/core-0.1.2/bin/roost"
}

release() { show roost publish release "$@" --arch all --force; }

lay_router() {
    ROUTER=$WORK/router
    mkdir -p "$ROUTER/slots" "$ROUTER/plugins" "$ROUTER/trust"
    chmod 755 "$ROUTER"
    fetch --channel stable --id core --version 0.1.0 --into "$ROUTER/slots/a"
    ln -s a "$ROUTER/slots/current"
    fetch --channel stable --id guestbook --version 1.0.0 --into "$ROUTER/plugins/guestbook"
    cp "$SITE/root.json" "$ROUTER/trust/root.json"
    cat >"$ROUTER/policy.toml" <<TOML
[repository]
url = "$URL"

[limits]
bandwidth = "150K"         # bytes a second: for this demo, so that there is time to cut the power

[[window]]                 # nothing is updated by itself but on the night of New Year
cron = "0 2 1 1 *"
length = "1h"
zone = "UTC"

[validation]
within = $WITHIN                 # for this demo only, else 60
TOML
    show cat "$ROUTER/policy.toml"
}

start_router() {
    HOST_LOG=$WORK/router.log
    : >"$WORK/router.out"
    echo "\$ roost-guard --home $ROUTER &"
    setsid roost-guard --home "$ROUTER" </dev/null >"$WORK/router.out" 2>>"$HOST_LOG" &
    GUARD=$!
    router_is_ready() { grep -qx ready "$WORK/router.out"; }
    wait_for 30 "the router's line 'ready'" router_is_ready
    export ROOST_HOME=$ROUTER
}

visit() { show curl -sS --max-time 5 "http://127.0.0.1:$GUESTBOOK/" "$@"; }
serves() { curl -sS --max-time 5 -o /dev/null "http://127.0.0.1:$GUESTBOOK/"; }
running_slot() { roost status --json 2>/dev/null | "$PYTHON" -c 'import json, sys; print(json.load(sys.stdin)["slot"])' 2>/dev/null || echo none; }
# book: the database, as text
book() { "$PYTHON" -c 'import sqlite3, sys; print(*sqlite3.connect(sys.argv[1]).iterdump(), sep="\n")' "$ROUTER/data/guestbook/guestbook.db"; }
# update KEY: of the update under way, from `roost update status --json`
update() {
    roost update status --json | "$PYTHON" -c '
import json, sys
update = json.load(sys.stdin)["update"] or {}
for key in sys.argv[1].split("."): update = (update or {}).get(key)
print(update or 0)' "$1"
}
# ended ID VERSION: how the last update to this version ended, from `roost update history --json`
ended() {
    roost update history --json | "$PYTHON" -c '
import json, sys
print(next((r["end"] for r in json.load(sys.stdin)["reports"] if any(t["id"] == sys.argv[1] and t["to"] == sys.argv[2] for t in r["targets"])), None))' "$@"
}
# report_of ID VERSION: the same, as one line: how, in which stage, after how many seconds, and why
report_of() {
    roost update history --json | "$PYTHON" -c '
import json, sys
for r in json.load(sys.stdin)["reports"]:
    if any(t["id"] == sys.argv[1] and t["to"] == sys.argv[2] for t in r["targets"]):
        print("{} in {} after {:.0f} s: {}".format(r["end"], r["stage"], r["ended"] - r["begun"], r["reason"]))
        break' "$@"
}
has_ended() { [ "$(ended "$1" "$2")" = "$3" ]; }

show_feature_update() {
    release --channel stable "$TREES/guestbook-2" --id guestbook --version 2.0.0 --migrations guestbook.db=sql
    show roost update check
    expect "2.0.0"
    show roost update explain
    expect "window"
    say "the window is closed, so nothing happens by itself; an operator's word is enough:"
    show roost update run guestbook --no-wait
    is_half_way() { [ "$(update progress.done)" -gt 60000 ]; }
    wait_for 30 "the download to be under way" is_half_way
    show roost update status
    expect "delta"
    say "in the middle of it the power goes: kill -9 of guard, host and all features"
    # shellcheck disable=SC2046
    kill -9 "$GUARD" $(descendants "$GUARD") 2>/dev/null || true
    wait "$GUARD" 2>/dev/null || true
    start_router
    say "the host is there again; the update goes on by itself"
    wait_for 60 "the update to be committed" has_ended guestbook 2.0.0 committed
    # The web server's own word that only the rest was asked for.
    grep -q '\.delta HTTP/1.1" 206 ' "$WORK/home/data/repository/access.log" || fail "the download began anew after the power cut"
    wait_for 10 "version 2 to serve" serves
    visit
    expect "version 2"
    expect "Ada was here"
}

show_bad_feature() {
    local before report took
    before=$(book)
    release --channel stable "$TREES/guestbook-3" --id guestbook --version 3.0.0 --migrations guestbook.db=sql
    echo '$ roost update run guestbook'
    OUTPUT=$(roost update run guestbook 2>&1) && fail "version 3 was committed"
    printf '%s\n' "$OUTPUT"
    report=$(report_of guestbook 3.0.0)
    case $report in
    "rolled-back in validation after "*": 'guestbook' crashed: "*) ;;
    *) fail "version 3 ended as: $report" ;;
    esac
    took=${report#rolled-back in validation after }
    took=${took%% *}
    [ "$took" -le "$WITHIN" ] || fail "version 3 was taken back after $took s, and had $WITHIN"
    held "$report"
    wait_for 10 "version 2 to serve again" serves
    [ "$(sed 's/INTO "visit" VALUES([0-9]*)/INTO "visit"/' <<<"$before")" = "$(book | sed 's/INTO "visit" VALUES([0-9]*)/INTO "visit"/')" ] ||
        fail "the database is not what it was: $(diff <(echo "$before") <(book))"
    visit
    expect "version 2"
    expect "Ada was here"
    say "what the report plugin told (its sinks are set up in report.toml; without one it tells its log):"
    # It is told within moments, as one line.
    told() { roost feature logs report | grep -q "The update of 'guestbook' to version 3.0.0 was taken back; version 2.0.0 runs again."; }
    wait_for 10 "the report plugin to tell it" told
    show roost feature logs report -n 3
    expect "'guestbook' crashed"
}

# The release after this one is in the repository since the first steps.
show_core_update() {
    local begin
    begin=$(milliseconds)
    show roost update run core
    has_moved() { [ "$(running_slot)" = b ]; }
    wait_for 30 "the host of slot b" has_moved
    wait_for 60 "the update of the runtime to be committed" has_ended core 0.1.1 committed
    show roost status
    expect "roost 0.1.1"
    visit
    expect "Ada was here"
    held "from 0.1.0 in slot a to 0.1.1 in slot b in $(($(milliseconds) - begin)) ms, download and validation with it"
}

show_hung_core() {
    local begin slot seen home
    home=$(running_slot)
    release --channel stable "$TREES/core-0.1.2" --id core --version 0.1.2
    show roost update run core --no-wait
    has_left() { [ "$(running_slot)" != "$home" ]; }
    wait_for 60 "the end of slot $home's host" has_left
    begin=$SECONDS
    say "0.1.2 hangs. Its trial ends with the validation that the policy allows, shortened for this demo to $WITHIN s and 10 for the start"
    while slot=$(running_slot) && [ "$slot" != "$home" ]; do
        seen=$(roost-guard --status --home "$ROUTER" | grep -E '^(current|trial)' | tr -s ' ' | paste -sd,)
        printf '   %2d s: %s\n' $((SECONDS - begin)) "$seen"
        [ $((SECONDS - begin)) -lt $((WITHIN + 40)) ] || fail "slot $home did not come back"
        sleep 1
    done
    printf '   %2d s: the host of slot %s answers\n' $((SECONDS - begin)) "$slot"
    show cat "$ROUTER/slots/fallback"
    wait_for 30 "the report of the failed update" has_ended core 0.1.2 rolled-back
    visit
    expect "Ada was here"
}

show_hotfix() {
    release --channel hotfix "$TREES/guestbook-4" --id guestbook --version 4.0.0 --migrations guestbook.db=sql
    show roost bus request update.offer '{"id": "guestbook", "version": "4.0.0", "channel": "hotfix"}'
    expect '"taken":true'
    wait_for 60 "the hotfix to be committed" has_ended guestbook 4.0.0 committed
    wait_for 10 "version 4 to serve" serves
    visit
    expect "version 4"
    expect "Ada was here"
}

show_router() {
    lay_trees
    release --channel stable "$TREES/guestbook-1" --id guestbook --version 1.0.0
    lay_router
    start_router
    visit --data "Ada was here"
    show roost status
    for id in journal channels update report guestbook; do is $id state ready || fail "$id is not ready but $(of $id state): $(of $id cause)"; done
    say "the repository has all five channels; the same artifact is promoted from one to the next:"
    for channel in nightly beta lts hotfix; do show roost publish release --channel $channel guestbook 1.0.0; done
    show roost channel list
    for channel in nightly beta stable lts hotfix; do expect "$channel"; done
}

# The newest first. What the router's own look at its start found to wait for the window is there too, if it came in time.
show_history() {
    local core="core 0.1.1 committed: the new version was found good"
    [ -n "${NEXT_BINARY-}" ] || core=
    show roost update history
    OUTPUT=$(roost update history --json | "$PYTHON" -c '
import json, sys
for r in json.load(sys.stdin)["reports"]:
    if r["end"] != "deferred": print(*(t["id"] + " " + t["to"] for t in r["targets"]), r["end"] + ": " + r["reason"])')
    [ "$OUTPUT" = "guestbook 4.0.0 committed: the new version was found good
core 0.1.2 rolled-back: the guard went back: nobody confirmed it within $((WITHIN + 10)) s${core:+
$core}
guestbook 3.0.0 rolled-back: 'guestbook' crashed: exited with status 1
guestbook 2.0.0 committed: the new version was found good" ] || fail "the history is another one: $OUTPUT"
    held "each update has one report, and each its reason"
}

stop_router() {
    kill "$GUARD"
    wait "$GUARD" || fail "the guard did not end cleanly"
    GUARD=
}
