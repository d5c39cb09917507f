#!/usr/bin/env bash
# Measures every scenario on both databases with the release build and adds one JSON line each to bench/results.
# Server and load share this machine; close what else is running.
#   SCENARIOS="submit lookup" ENGINES=sqlite STORED="0" SECONDS_EACH=20 bench/measure.sh      measures less
set -euo pipefail
cd "$(dirname "$0")/.."

scenarios="${SCENARIOS:-submit lifecycle lookup search idle}"
engines="${ENGINES:-sqlite postgres}"
stored="${STORED:-0 1000000}"
seconds="${SECONDS_EACH:-60}"
results="bench/results"
mkdir -p "$results"

tools/setup.sh rust node test
make release
program="$PWD/target/release/onedoor"
file="$results/$(date -u +%Y-%m-%dT%H%M%SZ).jsonl"
place=""
finish() { [ -z "$place" ] || rm -rf "$place"; bench/postgres.sh --stop; }
trap finish EXIT

# measure ENGINE SCENARIO OPTIONS…: each in a fresh database, so that no run warms the next.
measure() {
  local engine="$1" scenario="$2"
  shift 2
  place="$(mktemp -d)"
  local where=(--data "$place/data")
  # Unlike the tests' PostgreSQL this one is durable: a figure without fsync says nothing.
  if [ "$engine" = postgres ]; then where+=(--database-url "$(bench/postgres.sh)"); fi
  echo "== $scenario on $engine $*" >&2
  "$program" --quiet bench "$scenario" "${where[@]}" --seconds "$seconds" --output json "$@" | tee -a "$file"
  rm -rf "$place"
}

for engine in $engines; do
  for scenario in $scenarios; do
    case "$scenario" in
      submit | lifecycle) for count in $stored; do measure "$engine" "$scenario" --stored "$count"; done ;;
      lookup) measure "$engine" "$scenario" --people 1000000 ;;
      search) measure "$engine" "$scenario" --people 1000000 --connections 4 ;;
      *) measure "$engine" "$scenario" ;;
    esac
  done
done
bench/table.mjs "$file"
echo "written to $file" >&2
