#!/usr/bin/env bash
# The journeys in a browser, against target/debug/onedoor on both databases. Arguments go to Playwright.
set -euo pipefail
cd "$(dirname "$0")/.."

tools/setup.sh node test
[ -x target/debug/onedoor ] || cargo build --locked --workspace --bins --tests
if [ -z "${ONEDOOR_TEST_POSTGRES:-}" ]; then
  # A server that somebody had started before goes on afterwards.
  tools/test-postgres.sh --running || trap 'tools/test-postgres.sh --stop' EXIT
  ONEDOOR_TEST_POSTGRES="$(tools/test-postgres.sh)"
fi
export ONEDOOR_TEST_POSTGRES PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1

cd e2e
export PATH="$PATH:$PWD/node_modules/.bin"
if [ ! -e node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  npm ci --no-audit --no-fund --loglevel=error
fi
playwright test "$@"
