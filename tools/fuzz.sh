#!/usr/bin/env bash
# Feeds every fuzz target with rubbish for FUZZ_SECONDS; stops at the first input that breaks one and keeps it.
set -euo pipefail
cd "$(dirname "$0")/.."

tools/setup.sh rust cargo-fuzz
export PATH="$PATH:$PWD/target/tools/bin"
# Coverage needs compiler flags that stable hides; the sanitizers need a nightly, and there is no unsafe code of ours.
export RUSTC_BOOTSTRAP=1
for target in $(cargo fuzz list); do
  echo "== $target"
  cargo fuzz run --sanitizer none "$target" -- -max_total_time="${FUZZ_SECONDS:-60}" -max_len=4096
done
