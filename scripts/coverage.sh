#!/usr/bin/env bash
# Coverage of both languages: coverage/cpp/index.html, coverage/web/index.html, and totals. For the rules of the engine
# also every branch that neither vectors nor properties take: coverage/cpp/rules.txt.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
cd "$ROOT"

"$ROOT/scripts/build.sh" coverage
# Counters of an earlier run would be added to.
find build/coverage -name '*.gcda' -delete
for tests in engine_tests backend_tests; do
    [ -x "build/coverage/$tests" ] || continue
    step "coverage of $tests" "build/coverage/$tests"
done
step "coverage of the vectors" build/coverage/regulars vectors tests/vectors
REGULARS_RUNS=30 step "coverage of the properties" build/coverage/engine_properties
mkdir -p coverage/cpp
gcovr --root . --object-directory build/coverage --filter 'src/' \
    --exclude-throw-branches --exclude-unreachable-branches \
    --html-details coverage/cpp/index.html --print-summary >coverage/cpp/summary.txt
cat coverage/cpp/summary.txt
say "The rules of the engine, line by line and branch by branch (lists what is not taken):"
for kind in "" "--branches"; do
    gcovr --root . --object-directory build/coverage --filter 'src/engine/rules/' --exclude-throw-branches \
        --exclude-unreachable-branches $kind
done | tee coverage/cpp/rules.txt
if [ -n "$(find tests/widget -name '*.test.ts' -print -quit 2>/dev/null)" ]; then
    npx vitest run --coverage --reporter=dot
fi
