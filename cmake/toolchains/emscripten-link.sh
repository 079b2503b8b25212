#!/bin/sh
# emscripten-link.sh ROOT COMMAND...: runs a link of Debian's Emscripten with what its package lacks.
# It finds Binaryen by PATH, where npm puts the project's own, newer one first: the wasm2js of that one
# makes a module that this Emscripten's glue cannot start.
root=$1
shift
PATH=$(printf '%s' "$PATH" | tr ':' '\n' | grep -v '/node_modules/' | paste -sd: -)
export PATH NODE_PATH="$root/node_modules" EM_CLOSURE_COMPILER="$root/node_modules/.bin/google-closure-compiler"
exec "$@"
