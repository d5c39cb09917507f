#!/usr/bin/env bash
# Brings the crates of Cargo.lock onto this machine. A network that stumbles is asked again.
set -euo pipefail
cd "$(dirname "$0")/.."

for try in 1 2 3 4 5; do
  if cargo fetch --locked --quiet; then exit 0; fi
  echo "onedoor: cargo fetch failed (try $try of 5)" >&2
  sleep $((try * try * 2))
done
exit 1
