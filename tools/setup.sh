#!/usr/bin/env bash
# Makes sure that what a task needs is on this machine:   tools/setup.sh rust|node|test|pictures|cargo-deny|cargo-fuzz ...
# Debian's packages are installed by root or through sudo; otherwise it says what to install and stops.
set -euo pipefail
cd "$(dirname "$0")/.."

rust_least=1.95
node_least=20

die() { echo "onedoor: $*" >&2; exit 1; }

# Whether version $1 is at least version $2.
at_least() { [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]; }

# Installs the Debian package $2 when the program $1 is not there.
wanted=()
want() { [ -n "$(find_program "$1")" ] || wanted+=("$2"); }

find_program() {
  command -v "$1" 2>/dev/null && return
  # PostgreSQL keeps its server programs out of the path.
  for place in /usr/lib/postgresql/*/bin; do [ -x "$place/$1" ] && echo "$place/$1" && return; done
  return 0
}

# A tool of cargo's, built from its source into target/tools. Without optimisation that takes two minutes, not ten.
cargo_tool() {
  local name="$1" version="$2" place=target/tools
  if command -v "$name" >/dev/null || [ -x "$place/bin/$name" ]; then return; fi
  echo "onedoor: installing $name $version" >&2
  cargo install --locked --debug --root "$place" --version "$version" "$name"
}

install_wanted() {
  [ "${#wanted[@]}" -gt 0 ] || return 0
  command -v apt-get >/dev/null || die "please install by hand: ${wanted[*]}"
  local as_root=()
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || die "please run as root: apt-get install ${wanted[*]}"
    as_root=(sudo)
  fi
  echo "onedoor: installing ${wanted[*]}" >&2
  # A mirror that stumbles is asked again; a package that does not exist fails all three times.
  for try in 1 2 3; do
    if "${as_root[@]}" apt-get update -qq \
      && "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${wanted[@]}" >/dev/null; then
      return 0
    fi
    sleep $((try * 5))
  done
  die "could not install: ${wanted[*]}"
}

for need in "$@"; do
  case "$need" in
    rust)
      command -v cargo >/dev/null || die "Rust $rust_least or newer is needed: https://rustup.rs"
      have="$(rustc --version | cut -d' ' -f2)"
      at_least "$have" "$rust_least" || die "Rust $rust_least or newer is needed, this is $have: rustup update stable"
      want cc build-essential
      ;;
    node)
      command -v node >/dev/null || want node nodejs
      command -v npm >/dev/null || want npm npm
      if command -v node >/dev/null; then
        have="$(node --version | tr -d v)"
        at_least "$have" "$node_least" || die "Node $node_least or newer is needed, this is $have"
      fi
      ;;
    test)
      want initdb postgresql
      want psql postgresql-client
      want sqlite3 sqlite3
      want chromium chromium
      want pdftotext poppler-utils
      want qpdf qpdf
      want zbarimg zbar-tools
      ;;
    pictures) want pngquant pngquant ;;
    cargo-deny) cargo_tool cargo-deny 0.20.2 ;;
    cargo-fuzz) cargo_tool cargo-fuzz 0.13.2 ;;
    *) die "setup does not know '$need'" ;;
  esac
done
install_wanted
