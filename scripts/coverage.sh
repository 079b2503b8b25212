#!/usr/bin/env bash
# Line coverage of both languages: coverage/cpp/index.html, coverage/web/index.html, and totals.
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
mkdir -p coverage/cpp
gcovr --root . --object-directory build/coverage --filter 'src/' \
    --exclude-throw-branches --exclude-unreachable-branches \
    --html-details coverage/cpp/index.html --print-summary >coverage/cpp/summary.txt
cat coverage/cpp/summary.txt
if [ -n "$(find tests/widget -name '*.test.ts' -print -quit 2>/dev/null)" ]; then
    npx vitest run --coverage --reporter=dot
fi
