#!/usr/bin/env bash
# The demo city, from nothing to an address to open.
set -euo pipefail
cd "$(dirname "$0")/.."

listen="${LISTEN:-127.0.0.1:8080}"
data="${DATA:-onedoor-data}"
people="${PEOPLE:-20000}"

tools/setup.sh rust node
make assets
tools/fetch.sh
cargo build --locked -p onedoor
program=target/debug/onedoor

# The city is made beside its final place: a stop half-way must not leave half a city behind that looks whole.
if [ ! -e "$data" ]; then
  rm -rf "$data.making"
  "$program" demo --people "$people" --data "$data.making"
  mv "$data.making" "$data"
fi

echo
echo "OneDoor is on http://$listen  (who to sign in as: http://$listen/demo; Ctrl-C ends it)"
# Browsers make passkeys for names, not for numbers, so links use the name of this machine.
exec "$program" serve --data "$data" --listen "$listen" --public-url "http://localhost:${listen##*:}"
