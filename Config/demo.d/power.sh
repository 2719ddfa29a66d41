# The power cut, as nearly as a demo may: host, journal and all they started are killed with -9 while a transaction is in
# each of its phases, and the site it changes is looked at after the next start. Sourced by Config/demo.

SITE_HOME=  # the home of the host that is cut
SITE_HOST=  # its pid

# A site in version 1, and beside it what makes it version 2: pages, numbered SQL, and a word in a file.
lay_site() {
    rm -rf "$SITE_HOME"
    mkdir -p "$SITE_HOME/plugins" "$SITE_HOME/site/cache" "$SITE_HOME/site/pages" "$SITE_HOME/site/incoming/pages" "$SITE_HOME/site/incoming/sql"
    cp Config/plugins/journal.toml "$SITE_HOME/plugins"
    echo one >"$SITE_HOME/site/cache/index.html"
    echo one >"$SITE_HOME/site/pages/index.html"
    echo 1 >"$SITE_HOME/site/version"
    echo two >"$SITE_HOME/site/incoming/pages/index.html"
    cat >"$SITE_HOME/site/incoming/sql/0002-names.sql" <<'SQL'
ALTER TABLE visit ADD COLUMN name TEXT NOT NULL DEFAULT '';
UPDATE visit SET name = 'visitor ' || id;
CREATE INDEX visit_name ON visit (name);
SQL
    "$PYTHON" - "$SITE_HOME/site/visits.db" <<'PYTHON'
import sqlite3, sys
with sqlite3.connect(sys.argv[1]) as database:
    database.executescript("PRAGMA journal_mode = WAL; CREATE TABLE visit (id INTEGER PRIMARY KEY, at REAL); PRAGMA user_version = 1")
    database.executemany("INSERT INTO visit (at) VALUES (?)", ((n,) for n in range(50000)))
PYTHON
}

site_operations='[
  {"do": "remove-tree", "path": "@home/site/cache"},
  {"do": "move", "from": "@home/site/incoming/pages", "to": "@home/site/pages"},
  {"do": "migrate-database", "path": "@home/site/visits.db", "scripts": "@home/site/incoming/sql"},
  {"do": "write-file", "path": "@home/site/version", "content": "2\n"}
]'

# "old" if all of the site is version 1, "new" if all of it is version 2, else what was found.
site_state() {
    "$PYTHON" - "$SITE_HOME/site" <<'PYTHON'
import os, sqlite3, sys
def word(name):
    try: return open(os.path.join(sys.argv[1], name)).read().strip()
    except OSError as error: return error.strerror
database = sqlite3.connect(os.path.join(sys.argv[1], "visits.db"))
one = lambda sql: database.execute(sql).fetchone()[0]
schema = one("PRAGMA user_version")
named = one("SELECT count(*) FROM visit WHERE name = 'visitor ' || id") if schema == 2 else 0
left = sum(name.startswith(".roost-") for _, folders, files in os.walk(sys.argv[1]) for name in folders + files)
cache = os.path.exists(os.path.join(sys.argv[1], "cache"))
found = (word("pages/index.html"), word("version"), schema, one("PRAGMA integrity_check"), one("SELECT count(*) FROM visit"), named, cache, left)
print({("one", "1", 1, "ok", 50000, 0, True, 0): "old", ("two", "2", 2, "ok", 50000, 50000, False, 0): "new"}.get(found, f"neither: {found}"))
PYTHON
}

start_site_host() {
    HOST_LOG=$WORK/site.log
    : >"$WORK/site.out"
    setsid roost run --home "$SITE_HOME" </dev/null >"$WORK/site.out" 2>>"$HOST_LOG" &
    SITE_HOST=$!
    site_host_said_ready() { grep -qx ready "$WORK/site.out" || ! kill -0 $SITE_HOST; }
    wait_for 30 "the line 'ready' of the host on $SITE_HOME" site_host_said_ready
    kill -0 $SITE_HOST 2>/dev/null || fail "the host on $SITE_HOME ended before it was ready"
}

# kill -9 of the whole tree, in one call.
cut_power() {
    # shellcheck disable=SC2046
    kill -9 $SITE_HOST $(descendants $SITE_HOST) 2>/dev/null || true
    wait $SITE_HOST 2>/dev/null || true
    SITE_HOST=
}

# journal VERB BODY KEY: what the journal answers, or one value of it.
journal() { roost bus request --home "$SITE_HOME" --timeout 30 "journal.$1" "$2" | "$PYTHON" -c 'import json, sys; print(json.load(sys.stdin)[sys.argv[1]])' "$3"; }

# cut_in PHASE DELAY: a transaction is brought to PHASE, told to go on, and DELAY seconds later the power is cut.
# Leaves its number in CUT.
cut_in() {
    local phase=$1 at=STAGING verb=advance request=
    lay_site
    start_site_host
    CUT=$(journal begin "{\"kind\": \"site\", \"from\": \"1\", \"to\": \"2\", \"operations\": $site_operations}" id)
    until [ "$at" = "$phase" ] || [ "$at" = VALIDATION ]; do at=$(journal advance "{\"id\": \"$CUT\"}" phase); done
    [ "$phase" = COMMIT ] && verb=commit
    if [ "$phase" != VALIDATION ]; then
        roost bus request --home "$SITE_HOME" "journal.$verb" "{\"id\": \"$CUT\"}" >/dev/null 2>&1 &
        request=$!
        sleep "$2"
    fi
    cut_power
    [ -z "$request" ] || wait "$request" || true
}

# Each phase is cut at some moments; after each the site is old or new, and once the commit is on disk it is new.
show_power_cuts() {
    local phase delay moment found outcome
    SITE_HOME=$WORK/site-home
    for phase in STAGING MIGRATION SWITCH VALIDATION COMMIT; do
        for delay in 0.01 0.04; do
            moment=
            cut_in $phase $delay
            start_site_host
            found=$(site_state)
            outcome=$(journal show "{\"id\": \"$CUT\"}" outcome)
            case $phase:$found in
            *:old | SWITCH:new | COMMIT:new) ;;
            *) fail "cut in $phase: the site is $found" ;;
            esac
            # In VALIDATION the journal does nothing but wait for a verdict.
            [ $phase = VALIDATION ] || moment=", ${delay#0.0}0 ms into its work"
            printf '   cut in %-28s the site is wholly %s, the transaction %s\n' "$phase$moment:" "$found" "$outcome"
            [ $phase:$delay != COMMIT:0.04 ] || ROOST_HOME=$SITE_HOME show roost journal list
            stop_site_host
            [ $phase != VALIDATION ] || break
        done
    done
}

stop_site_host() {
    kill $SITE_HOST
    wait $SITE_HOST || fail "the host on $SITE_HOME did not end cleanly"
    SITE_HOST=
}
