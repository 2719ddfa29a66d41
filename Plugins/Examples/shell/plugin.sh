#!/bin/sh
# A plugin that speaks the bus with nothing but a shell: it reads lines from descriptor 3 and prints to it.
#
#   roost bus request shell.uptime
#   roost bus request shell.echo 'say it again'
#
# The protocol is NATS: https://docs.nats.io/reference/reference-protocols/nats-protocol

bus=${ROOST_BUS_FD:-3}
[ "$bus" = 3 ] && [ -S /proc/self/fd/3 ] || {
    echo "shell: start me through the host: roost feature install DIR" >&2
    exit 2
}
cr=$(printf '\r')
LC_ALL=C # lengths in bytes

# publish SUBJECT BODY: one printf is one write, so the beats below never land inside it
publish() {
    printf 'PUB %s %d\r\n%s\r\n' "$1" "${#2}" "$2" >&3
}

# The beat runs beside the reader, and ends with it: nothing may outlive the plugin.
beat() {
    while sleep "${ROOST_BEAT_EVERY:-10}" && kill -0 $$ 2>/dev/null; do
        publish kernel.beat ''
    done
}

stop() {
    trap - TERM INT EXIT
    [ -n "$beating" ] && kill "$beating" 2>/dev/null
    exit "${1:-0}"
}
trap 'stop 0' TERM INT
trap 'stop 1' EXIT

# answer SUBJECT REPLY BODY
answer() {
    [ -n "$2" ] || return 0
    case $1 in
    shell.uptime)
        read -r seconds _ </proc/uptime
        publish "$2" "{\"seconds\":$seconds}"
        ;;
    shell.echo)
        # A longer one would take more than one write, and a beat could land between two.
        if [ "${#3}" -gt 4000 ]; then refuse "$2" 413 "at most 4000 bytes"; else publish "$2" "$3"; fi
        ;;
    *) refuse "$2" 404 "there is no $1" ;;
    esac
}

# refuse REPLY CODE WORDS: the answer that says no, in headers
refuse() {
    headers=$(printf 'NATS/1.0\r\nNats-Service-Error: %s\r\nNats-Service-Error-Code: %s\r\n\r\n.' "$3" "$2")
    headers=${headers%.}
    printf 'HPUB %s %d %d\r\n%s\r\n' "$1" "${#headers}" "${#headers}" "$headers" >&3
}

printf 'CONNECT {"verbose":false,"pedantic":false,"headers":true,"name":"shell","lang":"sh","version":"1.0.0"}\r\n' >&3
printf 'SUB shell.> 1\r\n' >&3
publish kernel.ready ''
publish kernel.beat ''
beat &
beating=$!

# `read` fails when the kernel is gone, and that ends the plugin.
while IFS= read -r line <&3; do
    line=${line%"$cr"}
    # The words of the line, split at blanks, without the shell's own wildcards.
    set -f
    set -- $line
    case ${1-} in
    PING) printf 'PONG\r\n' >&3 ;;
    MSG)
        # MSG subject sid [reply] size, then so many bytes and a line end.
        subject=$2 reply=
        [ $# -eq 5 ] && reply=$4 && shift
        # Exactly so many bytes, whatever they are; the shell drops NUL bytes and what is no text stays as it is.
        body=$(dd bs=1 count="$4" <&3 2>/dev/null | tr -d '\000'; echo .)
        body=${body%.}
        IFS= read -r _ <&3
        answer "$subject" "$reply" "$body"
        ;;
    -ERR) echo "shell: $line" >&2 ;;
    esac
done
echo "shell: the bus is gone" >&2
exit 1
