#!/usr/bin/env bash
# The journeys in a browser, against target/debug/onedoor on both databases. Arguments go to Playwright.
set -euo pipefail
cd "$(dirname "$0")/.."

tools/setup.sh node test
[ -x target/debug/onedoor ] || cargo build --locked --workspace --bins --tests
if [ -z "${ONEDOOR_TEST_POSTGRES:-}" ]; then
  ONEDOOR_TEST_POSTGRES="$(tools/test-postgres.sh)"
  trap 'tools/test-postgres.sh --stop' EXIT
fi
export ONEDOOR_TEST_POSTGRES PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1

cd e2e
if [ ! -e node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  npm ci --no-audit --no-fund --loglevel=error
fi
npx --no-install playwright test "$@"
