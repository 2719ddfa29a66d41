# Two slots and a guard: a release that hangs is put on trial, and the guard takes the router back to the one before.
# Sourced by Config/demo.

GUARD=      # its pid
GUARD_HOME=
TRIAL=6     # seconds

# Slot a has this release. Slot b has the same, but for its program, which starts and then does nothing at all.
lay_slots() {
    local slot
    for slot in a b; do
        mkdir -p "$GUARD_HOME/slots/$slot/bin" "$GUARD_HOME/slots/$slot/plugins"
        cp Config/plugins/journal.toml "$GUARD_HOME/slots/$slot/plugins"
    done
    cp "$ROOST_BINARY" "$GUARD_HOME/slots/a/bin/roost"
    printf '#!/bin/sh\nexec sleep 1000\n' >"$GUARD_HOME/slots/b/bin/roost"
    chmod 755 "$GUARD_HOME/slots/b/bin/roost"
    ln -s a "$GUARD_HOME/slots/current"
}

start_guard() {
    HOST_LOG=$WORK/guard.log
    echo "\$ roost-guard --home $GUARD_HOME &"
    setsid roost-guard --home "$GUARD_HOME" </dev/null >"$WORK/guard.out" 2>"$HOST_LOG" &
    GUARD=$!
    guarded_host_is_ready() { grep -qx ready "$WORK/guard.out"; }
    wait_for 30 "the guarded host's line 'ready'" guarded_host_is_ready
    # What the user types next is about this host.
    export ROOST_HOME=$GUARD_HOME
}

running_slot() { roost status --json 2>/dev/null | "$PYTHON" -c 'import json, sys; print(json.load(sys.stdin)["slot"])' 2>/dev/null || echo none; }

# A transaction as an update makes it: arm the trial, point `current` to the other slot, restart into it.
switch_to_b() {
    local id
    show roost bus request journal.begin '{"kind": "core", "from": "1", "to": "2", "operations": [
  {"do": "arm-trial", "previous": "a", "slot": "b", "deadline": '$TRIAL'},
  {"do": "swap-link", "link": "@home/slots/current", "to": "b"}]}'
    id=$("$PYTHON" -c 'import json, sys; print(json.loads(sys.argv[1])["id"])' "$OUTPUT")
    for _ in STAGING MIGRATION SWITCH; do roost bus request journal.advance "{\"id\": \"$id\"}" >/dev/null; done
    show cat "$GUARD_HOME/slots/trial"
    show roost bus request kernel.restart
    UPDATE=$id
}

# The clock, until the guard has gone back; 10 s more than the trial has is too long.
watch_the_trial() {
    local begin=$SECONDS slot
    while slot=$(running_slot) && [ "$slot" != a ]; do
        printf '   %2d s: %s\n' $((SECONDS - begin)) "$(roost-guard --status --home "$GUARD_HOME" | grep -E '^(current|trial)' | tr -s ' ' | paste -sd,)"
        [ $((SECONDS - begin)) -lt $((TRIAL + 10)) ] || fail "slot a did not come back"
        sleep 1
    done
    printf '   %2d s: the host of slot %s answers\n' $((SECONDS - begin)) "$slot"
}

show_hung_slot() {
    GUARD_HOME=$WORK/guarded
    lay_slots
    start_guard
    [ "$(running_slot)" = a ] || fail "the host runs from $(running_slot), not from slot a"
    switch_to_b
    say "slot b hangs; its trial of $TRIAL s is shortened for this demo, it has 60 else"
    wait_for 10 "the end of slot a's host" is_not_slot_a
    watch_the_trial
    show cat "$GUARD_HOME/slots/fallback"
    expect "from b"
    [ "$(readlink "$GUARD_HOME/slots/current")" = a ] || fail "current is $(readlink "$GUARD_HOME/slots/current")"
    is_rolled_back() { [ "$(roost bus request journal.show "{\"id\": \"$UPDATE\"}" | "$PYTHON" -c 'import json, sys; print(json.load(sys.stdin)["outcome"])')" = rolled-back ]; }
    wait_for 10 "the update's end" is_rolled_back
    show roost-guard --status --home "$GUARD_HOME"
    kill $GUARD
    wait $GUARD || fail "the guard did not end cleanly"
    GUARD=
}

is_not_slot_a() { [ "$(running_slot)" != a ]; }
