#!/usr/bin/env bash
# What must hold before a change is worth reading: fast checks first.
set -euo pipefail
cd "$(dirname "$0")/.."

tools/setup.sh rust node
echo "== format"
cargo fmt --all --check
make assets
tools/fetch.sh
echo "== rules of the house, messages"
cargo run --locked --quiet -p tidy
echo "== lints"
cargo clippy --locked --workspace --all-targets --quiet -- -D warnings
echo "== types of the browser tests"
(cd e2e && { [ -d node_modules ] || PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund --loglevel=error; } && npm run --silent check)
echo "== licences, bans, sources"
tools/setup.sh cargo-deny
PATH="$PATH:$PWD/target/tools/bin" cargo deny --locked check bans licenses sources
