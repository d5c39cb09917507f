#!/usr/bin/env bash
# Measures record linkage beside Splink on the same files, and adds a line of JSON for each to bench/results.
# What the peer needs (Python, pinned packages) and the lists are made under target/peers.
#   SEEDS="31 32" SIZES="100000 1000000" LARGE=8000000 OTHER=1000000 bench/linkage.sh      measures less or more
set -euo pipefail
cd "$(dirname "$0")/.."

seeds="${SEEDS:-31}"
sizes="${SIZES:-100000 1000000}"
# Measured without the peer, which does not get that far in the memory of a small machine.
large="${LARGE:-8000000}"
other="${OTHER:-1000000}"
peers="target/peers/linkage"
lists="target/peers/lists"
results="bench/results"
mkdir -p "$lists" "$results"
file="$PWD/$results/linkage-$(date -u +%Y-%m-%dT%H%M%SZ).jsonl"

if [ ! -x "$peers/bin/python" ]; then python3 -m venv "$peers"; fi
"$peers/bin/pip" install --quiet -r bench/linkage/requirements.txt
cargo build --release --locked -p linkage --example measure
ours() { "${CARGO_TARGET_DIR:-target}/release/examples/measure" "$@" | tee -a "$file"; }
splink() { "$peers/bin/python" "$@" | tr -d '\n' | tee -a "$file"; echo | tee -a "$file"; }

"$peers/bin/python" bench/linkage/febrl.py "$lists"
ours --model general "$lists/febrl3.csv"
splink bench/linkage/splink_febrl.py 3
ours --model general --unique "$lists/febrl4a.csv" "$lists/febrl4b.csv"
splink bench/linkage/splink_febrl.py 4

population() { [ -f "$1" ] || python3 bench/linkage/population.py "$2" "$1" --seed "$3" "${@:4}" >&2; }
for seed in $seeds; do
  for size in $sizes; do
    list="$lists/people-$size-$seed.csv"
    population "$list" "$size" "$seed"
    ours --model vn "$list"
    splink bench/linkage/splink_population.py "$list" --threshold 0.9
  done
  if [ "$other" -gt 0 ]; then
    list="$lists/other-$other-$seed.csv"
    population "$lists/clean-$other-$seed.csv" "$other" "$seed" --dup-rate 0
    [ -f "$list" ] || python3 bench/linkage/other_errors.py "$lists/clean-$other-$seed.csv" "$list" --seed "$seed" >&2
    ours --model vn "$list"
    splink bench/linkage/splink_population.py "$list" --threshold 0.9
  fi
  if [ "$large" -gt 0 ]; then
    list="$lists/people-$large-$seed.csv"
    population "$list" "$large" "$seed"
    ours --model vn "$list"
  fi
done
echo "$file"
