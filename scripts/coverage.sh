#!/usr/bin/env bash
# Coverage of both languages: coverage/cpp/index.html, coverage/web/index.html, and totals. Before the other tests run, the
# rules of the engine by vectors and properties alone: coverage/cpp/rules.txt says each branch that they do not take, and
# why; one without a reason in tests/coverage-explained.json fails.
# Counted is each way out of each condition, as gcc numbers them without optimisation: "a && b" is four branches. Left out
# are ways that only an exception would go (the engine is compiled without) and those of code that the compiler adds.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
cd "$ROOT"

"$ROOT/scripts/build.sh" coverage
# Counters of an earlier run would be added to.
find build/coverage -name '*.gcda' -delete
step "coverage of the vectors" build/coverage/regulars vectors tests/vectors
REGULARS_RUNS=30 step "coverage of the properties" build/coverage/engine_properties
mkdir -p coverage/cpp
gcovr --root . --object-directory build/coverage --filter 'src/engine/rules/' --exclude-throw-branches \
    --exclude-unreachable-branches --json coverage/cpp/rules.json build/coverage
rules=0
node scripts/coverage-rules.mjs coverage/cpp/rules.json >coverage/cpp/rules.txt || rules=1
grep -E '^(src/|Rules:|No longer)' coverage/cpp/rules.txt
for tests in engine_tests backend_tests; do
    [ -x "build/coverage/$tests" ] || continue
    step "coverage of $tests" "build/coverage/$tests"
done
gcovr --root . --object-directory build/coverage --filter 'src/' \
    --exclude-throw-branches --exclude-unreachable-branches \
    --html-details coverage/cpp/index.html --print-summary >coverage/cpp/summary.txt
cat coverage/cpp/summary.txt
if [ -n "$(find tests/widget -name '*.test.ts' -print -quit 2>/dev/null)" ]; then
    npx vitest run --coverage --reporter=dot
fi
[ "$rules" = 0 ] || die "branches of the rules that nothing takes and nothing explains, see above"
