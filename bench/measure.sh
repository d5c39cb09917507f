#!/usr/bin/env bash
# Measures every scenario on both databases with the release build and adds one JSON line each to bench/results.
# Server and load share this machine; close what else is running.
#   PEOPLE=8000000 PARTS="register reform" bench/measure.sh      measures a whole city, and its change of units
#   PARTS=linkage bench/measure.sh      measures the linkage of lists beside Splink
#   PARTS="dossiers register" ENGINES=sqlite STORED="0" PEOPLE="1000000" SECONDS_EACH=20 bench/measure.sh      measures less
set -euo pipefail
cd "$(dirname "$0")/.."

parts="${PARTS:-dossiers register idle}"
engines="${ENGINES:-sqlite postgres}"
stored="${STORED:-0 1000000}"
people="${PEOPLE:-1000000}"
# The pace at which look-ups are also measured: what a city of eight million asks for in its busiest minute, many times over.
pace="${PACE:-5000}"
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

# measure ENGINE OPTIONS… SCENARIO…: one fresh database, a fresh server for each scenario.
measure() {
  local engine="$1"
  shift
  place="$(mktemp -d)"
  local where=(--data "$place/data")
  # Unlike the tests' PostgreSQL this one is durable: a figure without fsync says nothing.
  if [ "$engine" = postgres ]; then where+=(--database-url "$(bench/postgres.sh)"); fi
  echo "== $engine $*" >&2
  "$program" --quiet bench "${where[@]}" --seconds "$seconds" --output json "$@" | tee -a "$file"
  rm -rf "$place"
}

# reform ENGINE PEOPLE: the map of 2025 redrawn under a city, through a kill.
reform() {
  place="$(mktemp -d)"
  local where=("$place/data")
  if [ "$1" = postgres ]; then where+=("$(bench/postgres.sh)"); fi
  echo "== $1 reform of $2 people" >&2
  bench/reform.mjs "$program" "$2" "${where[@]}" | tee -a "$results/reform.jsonl"
  rm -rf "$place"
}

# Linkage knows no database: it is measured once, beside Splink.
case " $parts " in *" linkage "*) bench/linkage.sh ;; esac

for engine in $engines; do
  for part in $parts; do
    case "$part" in
      dossiers) for count in $stored; do measure "$engine" --stored "$count" submit lifecycle; done ;;
      register)
        for count in $people; do
          measure "$engine" --people "$count" --rate "$pace" lookup lookup-paced search search-city person birth idle
        done
        ;;
      idle) measure "$engine" idle ;;
      reform) for count in $people; do reform "$engine" "$count"; done ;;
    esac
  done
done
if [ -s "$file" ]; then bench/table.mjs "$file"; fi
echo "written to $file" >&2
