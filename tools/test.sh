#!/usr/bin/env bash
# Every test: the workspace on SQLite and PostgreSQL, the rules of the house, then the journeys in a browser.
# Ends with "N passed, N failed"; what failed is told above it, and nothing is left out in silence.
set -uo pipefail
cd "$(dirname "$0")/.."

log="$(mktemp -d)"
# A server that somebody had started before goes on afterwards.
tools/test-postgres.sh --running 2>/dev/null && keep=1 || keep=0
trap '[ "$keep" = 1 ] || tools/test-postgres.sh --stop; rm -rf "$log"' EXIT
passed=0
failed=0

# Runs a step that is one check by itself and counts it.
step() {
  local name="$1"
  shift
  echo "== $name"
  if "$@"; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "== FAILED: $name" >&2; fi
}

finish() {
  echo
  echo "$passed passed, $failed failed"
  [ "$failed" = 0 ]
  exit
}

tools/setup.sh rust node test && make assets && tools/fetch.sh || { failed=1; finish; }
ONEDOOR_TEST_POSTGRES="$(tools/test-postgres.sh)" || { failed=1; finish; }
export ONEDOOR_TEST_POSTGRES

# One build for all: test programs and the binary that the browser will talk to, with one set of features.
echo "== build"
cargo build --locked --workspace --bins --tests || { failed=1; finish; }

echo "== tests of the workspace"
cargo test --locked --workspace --no-fail-fast 2>&1 | tee "$log/cargo"
cargo_status="${PIPESTATUS[0]}"
counts="$(awk '/^test result:/ { for (i = 2; i <= NF; i++) { if ($i ~ /^passed/) p += $(i-1); if ($i ~ /^failed/) f += $(i-1) } } END { print p + 0, f + 0 }' "$log/cargo")"
passed=$((passed + ${counts% *}))
failed=$((failed + ${counts#* }))
# A test program that crashed prints no result line, yet must not pass.
if [ "$cargo_status" != 0 ] && [ "${counts#* }" = 0 ]; then failed=$((failed + 1)); fi

step "rules of the house" target/debug/tidy
step "the command line's reference is current" tools/reference.sh --check

papers() { target/debug/examples/press_speed 1 "$log/papers" >/dev/null && e2e/peers/papers.sh "$log/papers"; }
mkdir "$log/papers"
step "other programs read the papers" papers

echo "== journeys in the browser"
ONEDOOR_E2E_COUNTS="$log/browser" tools/test-browser.sh
browser_status=$?
if [ -s "$log/browser" ]; then
  read -r browser_passed browser_failed <"$log/browser"
  passed=$((passed + browser_passed))
  failed=$((failed + browser_failed))
  if [ "$browser_status" != 0 ] && [ "$browser_failed" = 0 ]; then failed=$((failed + 1)); fi
else
  failed=$((failed + 1))
fi
finish
