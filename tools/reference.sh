#!/usr/bin/env bash
# Writes docs/reference/cli.md from the program's own help; --check only compares.
set -euo pipefail
cd "$(dirname "$0")/.."

program="${ONEDOOR_PROGRAM:-target/debug/onedoor}"
page=docs/reference/cli.md
made="$(mktemp)"
trap 'rm -f "$made"' EXIT

# Fixed width, no environment: the same page on every machine.
ask() { env -u ONEDOOR_DATA -u ONEDOOR_DATABASE_URL COLUMNS=100 NO_COLOR=1 "$program" "$@"; }
subcommands() { ask "$@" --help | awk '/^Commands:/ { inside = 1; next } /^[^ ]/ { inside = 0 } inside && /^  [^ ]/ { print $1 }' | grep -v '^help$' || true; }

write() {
  printf '\n## `onedoor%s`\n\n```text\n' "${*:+ $*}"
  ask "$@" --help | sed 's/[[:space:]]*$//'
  printf '```\n'
  for below in $(subcommands "$@"); do write "$@" "$below"; done
}

{
  echo '# The command line'
  echo
  echo 'Written by `tools/reference.sh` from the program; do not edit.'
  echo
  echo 'Exit codes: 0 done, 1 failed, 2 wrong words on the command line, 3 a check found something.'
  echo 'Results go to standard output, progress and remarks to standard error; `NO_COLOR` is respected.'
  echo '`ONEDOOR_LOG` filters the log (`info`, `debug`, `store=debug`), `ONEDOOR_LOG_FORMAT=json` writes it for machines.'
  write
} >"$made"

if [ "${1:-}" = "--check" ]; then
  diff -u "$page" "$made" || { echo "run tools/reference.sh" >&2; exit 1; }
else
  cp "$made" "$page"
  chmod 644 "$page"
fi
