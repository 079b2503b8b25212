#!/usr/bin/env bash
# Builds one part: scripts/build.sh native|debug|asan|coverage|fuzz|wasm|web [TARGET...]
# Without targets, all of it.
# Quiet while all goes well; compilers' own progress is shown, their commands are not.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
cd "$ROOT"
part=${1:?which part?}
shift
jobs=${JOBS:-$(nproc 2>/dev/null || echo 2)}

case $part in
    web)
        say "[web] bundling dist/"
        npm run --silent build:web
        ;;
    *)
        log="build/logs/configure-$part.log"
        mkdir -p build/logs
        if ! cmake --preset "$part" >"$log" 2>&1; then
            cat "$log" >&2
            die "configuring '$part' failed"
        fi
        say "[$part] building"
        cmake --build --preset "$part" -j "$jobs" ${1:+--target "$@"}
        ;;
esac
