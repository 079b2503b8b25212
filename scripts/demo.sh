#!/usr/bin/env bash
# Starts the demo: the backend with its SQLite file, and the demo shop in front of it.
#   PORT  where the shop answers (8080)
#   DATA  folder of what is kept: members, orders, generated secrets, logs (.data)
# Ctrl-C stops both. Starting again with the same DATA goes on where it stopped.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
cd "$ROOT"

PORT=${PORT:-8080}
DATA=${DATA:-.data}
PROGRAM=${PROGRAM:-demo/programs/ca-phe-binh-minh.json}
READY_SECONDS=30

[[ $PORT =~ ^[0-9]+$ ]] && [ "$PORT" -ge 1 ] && [ "$PORT" -le 65535 ] || die "PORT must be 1..65535, not '$PORT'"
[ -x build/native/regulars ] || die "build/native/regulars is not built; 'make demo' builds it"
[ -e dist/regulars.js ] || die "dist/regulars.js is not built; 'make demo' builds it"
[ -e "$PROGRAM" ] || die "no programme document at $PROGRAM"

# First line of the answer to GET $2 on port $1; nothing when nobody answers.
http_status() {
    local line=""
    {
        exec 3<>"/dev/tcp/127.0.0.1/$1" || return 1
        printf 'GET %s HTTP/1.1\r\nHost: localhost:%s\r\nConnection: close\r\n\r\n' "$2" "$1" >&3
        IFS= read -r -t 5 line <&3 || true
        exec 3>&-
    } 2>/dev/null
    printf '%s' "$line"
}

# The operating system names a free port; only the shop ever asks the backend.
free_port() {
    node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => {
        process.stdout.write(String(s.address().port)); s.close(); })'
}
port_is_free() {
    node -e 'const s = require("net").createServer().once("error", () => process.exit(1))
        .listen(Number(process.argv[1]), () => s.close())' "$1"
}

port_is_free "$PORT" || die "port $PORT is taken; choose another: PORT=8090 make demo"
umask 077   # members' addresses and the secrets are nobody else's
mkdir -p "$DATA/logs"
DATA=$(cd "$DATA" && pwd)
BACKEND_PORT=${BACKEND_PORT:-$(free_port)}

backend_pid=""
shop_pid=""
# The shop first, so that no request reaches a backend that is going away.
stop() {
    trap '' INT TERM
    local pid tries
    for pid in $shop_pid $backend_pid; do
        kill -TERM "$pid" 2>/dev/null || continue
        tries=100
        while kill -0 "$pid" 2>/dev/null && [ "$tries" -gt 0 ]; do
            sleep 0.1
            tries=$((tries - 1))
        done
        kill -KILL "$pid" 2>/dev/null || true
        wait "$pid" 2>/dev/null || true
    done
}
trap 'stop; say ""; say "Stopped. The members are kept in $DATA"; exit 0' INT TERM
trap stop EXIT

# wait_until NAME PID PORT PATH: until it answers 200, or it died, or the time is up.
wait_until() {
    local deadline=$(( $(date +%s) + READY_SECONDS ))
    until [[ $(http_status "$3" "$4") == *" 200"* ]]; do
        if ! kill -0 "$2" 2>/dev/null; then
            tail -n 20 "$DATA/logs/$1.log" >&2
            die "the $1 ended while starting; its log is $DATA/logs/$1.log"
        fi
        [ "$(date +%s)" -lt "$deadline" ] || die "the $1 did not answer within $READY_SECONDS s"
        sleep 0.1
    done
}

# The backend makes its secrets at the first start; the shop reads them, as a merchant would
# copy them into the configuration of her own server.
log_from=0
start_backend() {
    log_from=$(wc -c <"$DATA/logs/backend.log")
    build/native/regulars serve --program "$PROGRAM" --data "$DATA" --port "$BACKEND_PORT" \
        --assets dist --demo >>"$DATA/logs/backend.log" 2>&1 </dev/null &
    backend_pid=$!
}
: >"$DATA/logs/backend.log"
start_backend
wait_until backend "$backend_pid" "$BACKEND_PORT" /health

# SECRETS before DATA: an assignment in front of a command already counts for the next one.
PORT="$PORT" SECRETS="$DATA/secrets.json" BACKEND="http://127.0.0.1:$BACKEND_PORT" DATA="$DATA/shop" \
    node demo/shop/server.mjs >"$DATA/logs/shop.log" 2>&1 </dev/null &
shop_pid=$!
wait_until shop "$shop_pid" "$PORT" /

say ""
say "  The demo shop is open:  http://localhost:$PORT/"
say ""
say "  Ctrl-C stops it. Members and orders stay in $DATA"

# Until Ctrl-C. A backend that ends (somebody tries how the shop does without it) comes back after a while,
# as a service manager would bring it back; the shop does not wait for it.
BACK_AFTER=${BACK_AFTER:-20}
while kill -0 "$shop_pid" 2>/dev/null; do
    wait -n "$backend_pid" "$shop_pid" || true
    kill -0 "$shop_pid" 2>/dev/null || break
    # What it said since it was started: why it could not go on, where it could not.
    tail -c "+$((log_from + 1))" "$DATA/logs/backend.log" | tail -n 5 >&2
    say "  The backend ended; its log is $DATA/logs/backend.log"
    say "  The shop goes on without it; it is started again in $BACK_AFTER s."
    backend_pid=""
    sleep "$BACK_AFTER" &
    wait $! || true
    start_backend
done
tail -n 20 "$DATA/logs/shop.log" >&2
die "the shop ended by itself; its log is $DATA/logs/shop.log"
