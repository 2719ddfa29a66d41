# What Config/demo is made of: steps shown with the commands a user would type, and checks that end it when they fail.
# Sourced by bash. Each variable written in capitals belongs to the demo as a whole.

step=0
title=
OUTPUT= # of the command shown last

step() {
    step=$((step + 1))
    title=$1
    printf '\n\033[1m== %d. %s\033[0m\n' $step "$title"
}

say() { printf '   %s\n' "$*"; }

# As a user would type it.
typed() {
    local word
    for word in "$@"; do
        case $word in
        *[!A-Za-z0-9_./:=,+@-]*) printf " '%s'" "$word" ;;
        *) printf ' %s' "$word" ;;
        esac
    done
}

# show COMMAND...: prints the command, runs it, prints and keeps its output; a refusal ends the demo.
show() {
    local status=0
    printf '$%s\n' "$(typed "$@")"
    OUTPUT=$("$@" 2>&1) || status=$?
    [ -z "$OUTPUT" ] || printf '%s\n' "$OUTPUT"
    [ $status = 0 ] || fail "'$1' ended with status $status"
}

# expect WORDS: the output shown last holds them.
expect() {
    [[ $OUTPUT == *"$1"* ]] || fail "the answer should hold: $1"
}

# leave_out WHAT: this machine cannot show it. The last line tells; where ROOST_DEMO_WHOLE is set, it is a failure.
LEFT_OUT=0
leave_out() {
    [ -z "${ROOST_DEMO_WHOLE-}" ] || fail "$*"
    LEFT_OUT=$((LEFT_OUT + 1))
    say "$*"
}

held() { printf '   \033[32mheld:\033[0m %s\n' "$*"; }

fail() {
    printf '\n\033[31mdemo: FAILED in step %d (%s): %s\033[0m\n' $step "$title" "$*" >&2
    if [ -s "$HOST_LOG" ]; then
        printf 'The last lines of the host:\n' >&2
        tail -n 40 "$HOST_LOG" >&2
    fi
    exit 1
}

# wait_for SECONDS WHAT COMMAND...: until the command succeeds.
wait_for() {
    local end=$((SECONDS + $1 + 1)) what=$2
    shift 2
    until "$@" 2>/dev/null; do
        [ $SECONDS -lt $end ] || fail "waited in vain for $what"
        sleep 0.05
    done
}

milliseconds() { printf '%d' $((${EPOCHREALTIME/./} / 1000)); }

# Ports nobody has, below those that the system gives to clients: a client that polls such a port could meet itself.
free_ports() {
    "$PYTHON" - "$1" <<'PYTHON'
import random, socket, sys
held = []
while len(held) < int(sys.argv[1]):
    one = socket.socket()
    try:
        one.bind(("127.0.0.1", random.randrange(20000, 32000)))
        held.append(one)
    except OSError:
        one.close()
print(*(one.getsockname()[1] for one in held))
PYTHON
}

# of ID KEY: from `roost status --json`
of() {
    roost status --json | "$PYTHON" -c '
import json, sys
print(next((f.get(sys.argv[2]) for f in json.load(sys.stdin)["features"] if f["id"] == sys.argv[1]), None))' "$@"
}

is() { [ "$(of "$1" "$2")" = "$3" ]; }

# pids [ID]: "id pid" of every running feature but that one
pids() {
    roost status --json | "$PYTHON" -c '
import json, sys
features = json.load(sys.stdin)["features"]
print(*sorted(f["id"] + " " + str(f["pid"]) for f in features if f["pid"] and f["id"] not in sys.argv[1:]), sep="\n")' "$@"
}

descendants() {
    local child
    for child in $(pgrep -P "$1"); do
        echo "$child"
        descendants "$child"
    done
}

# Processes that hold the listening socket of a TCP port.
listeners() {
    local inode
    for inode in $(awk -v port=":$(printf '%04X' "$1")" 'index($2, port) && $4 == "0A" { print $10 }' /proc/net/tcp); do
        find /proc/[0-9]*/fd -lname "socket:\[$inode\]" 2>/dev/null | cut -d/ -f3
    done | sort -un
}

# kill_and_time PID PORT OLD...: kills it with -9 and prints how many milliseconds pass until the port is served by a
# process that is none of the old ones. Nothing is forked while it polls.
kill_and_time() (
    trap '' PIPE
    pid=$1 port=$2
    shift 2
    old=" $* "
    begin=${EPOCHREALTIME/./}
    kill -9 "$pid"
    while [ $((${EPOCHREALTIME/./} - begin)) -lt 10000000 ]; do
        { exec 9<>"/dev/tcp/127.0.0.1/$port"; } 2>/dev/null || continue
        printf 'GET / HTTP/1.0\r\n\r\n' 2>/dev/null >&9 || continue
        while IFS= read -r -t 1 line <&9; do
            case $line in
            nginx*worker*)
                worker=${line##* }
                if [[ $old != *" $worker "* ]]; then
                    elapsed=$((${EPOCHREALTIME/./} - begin))
                    printf '%d.%d %s\n' $((elapsed / 1000)) $((elapsed % 1000 / 100)) "$worker"
                    exit 0
                fi
                ;;
            esac
        done 2>/dev/null
        exec 9>&-
    done
    exit 1
)

# memory PID: what it has resident, and how much of that is no file's.
memory() { awk '/^VmRSS/ { rss = $2 } /^RssAnon/ { own = $2 } END { print rss " KB of memory, " own " KB of it its own" }' "/proc/$1/status"; }

is_gone() { [ ! -e "/proc/$1" ] || grep -q '^State:.Z' "/proc/$1/status"; }

# Processes whose working folder is in the demo's home.
in_home() { find /proc/[0-9]*/cwd -lname "$WORK/*" 2>/dev/null | cut -d/ -f3 || true; }
