#!/usr/bin/env bash
# Measures every scenario on both databases with the release build and writes one JSON line each to bench/results.
# Server and load share this machine; close what else is running.   SCENARIOS="submit lookup" ENGINES=sqlite limit it.
set -euo pipefail
cd "$(dirname "$0")/.."

scenarios="${SCENARIOS:-submit lifecycle lookup search idle}"
engines="${ENGINES:-sqlite postgres}"
seconds="${SECONDS_EACH:-60}"
results="bench/results"
mkdir -p "$results"

make release
program=target/release/onedoor
file="$results/$(date -u +%Y-%m-%dT%H%M%SZ).jsonl"

for engine in $engines; do
  for scenario in $scenarios; do
    place="$(mktemp -d)"
    where=(--data "$place")
    if [ "$engine" = postgres ]; then
      # Unlike the tests' server this one is durable: a figure without fsync says nothing.
      url="$(bench/postgres.sh)"
      where+=(--database-url "$url")
    fi
    echo "== $scenario on $engine" >&2
    "$program" bench "$scenario" "${where[@]}" --seconds "$seconds" --output json | tee -a "$file"
    if [ "$engine" = postgres ]; then bench/postgres.sh --stop; fi
    rm -rf "$place"
  done
done
echo "written to $file" >&2
