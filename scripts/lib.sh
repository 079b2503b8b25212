# Shared by the scripts of this folder (bash; sourced, never run).

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# Where setup.sh puts a current Node.js when the machine's own is too old. Always first on PATH.
TOOLS="$ROOT/.tools"
export PATH="$TOOLS/bin:$PATH"

say() { printf '%s\n' "$*"; }
die() { printf 'error: %s\n' "$*" >&2; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }

# step TITLE COMMAND...: runs a long command with its output in build/logs/, says every ten
# seconds that it is still at work, and shows the end of the log only when it fails.
step() {
    local title=$1 log started pid rc=0 last=0 now line
    shift
    log="$ROOT/build/logs/$(printf '%s' "$title" | tr -cs 'A-Za-z0-9' '-' | tr 'A-Z' 'a-z').log"
    mkdir -p "$(dirname "$log")"
    started=$(date +%s)
    say "[$title]"
    "$@" >"$log" 2>&1 </dev/null &
    pid=$!
    while kill -0 "$pid" 2>/dev/null; do
        sleep 0.2
        now=$(( $(date +%s) - started ))
        if [ $(( now / 10 )) -gt "$last" ]; then
            last=$(( now / 10 ))
            line=$(tail -n 1 "$log" 2>/dev/null | tr -d '\r' | cut -c1-90)
            say "    ${now} s  ${line}"
        fi
    done
    wait "$pid" || rc=$?
    if [ "$rc" -ne 0 ]; then
        tail -n 40 "$log" >&2
        die "$title failed (exit $rc); the whole log is $log"
    fi
    now=$(( $(date +%s) - started ))
    if [ "$now" -ge 3 ]; then say "    done in ${now} s"; fi
}

# node_is_current: the Node.js on PATH can run the build tools (20.19 or later 20, 22.13 or later).
node_is_current() {
    have node && node -e '
        const [major, minor] = process.versions.node.split(".").map(Number);
        process.exit((major === 20 && minor >= 19) || (major === 22 && minor >= 13) || major > 22 ? 0 : 1)'
}
