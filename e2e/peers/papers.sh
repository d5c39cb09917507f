#!/usr/bin/env bash
# Lets other programs read what the press made: qpdf its structure, poppler its text and fonts.
#   cargo run --release -p papers --example speed -- 1 /tmp/papers && e2e/peers/papers.sh /tmp/papers
# Without a folder it prints one of each paper first.
set -euo pipefail
cd "$(dirname "$0")/../.."

tools/setup.sh test
folder="${1:-}"
if [ -z "$folder" ]; then
  folder="$(mktemp -d)"
  trap 'rm -rf "$folder"' EXIT
  cargo run --locked --quiet -p papers --example speed -- 1 "$folder" >/dev/null
fi

passed=0
failed=0
complain() { echo "FAILED $1: $2" >&2; bad=1; }
for paper in "$folder"/*.pdf; do
  [ -e "$paper" ] || { echo "no papers in $folder" >&2; exit 1; }
  bad=0
  name="$(basename "$paper")"
  qpdf --check "$paper" >/dev/null 2>&1 || complain "$name" "qpdf finds damage"
  # Poppler grumbles about a key of PDF/UA that it reads as another type; what matters is what it finds.
  facts="$(pdfinfo "$paper" 2>/dev/null)"
  grep -q '^Tagged: *yes' <<<"$facts" || complain "$name" "not tagged, a screen reader cannot read it"
  grep -q '^Page size:.*A4' <<<"$facts" || complain "$name" "not A4"
  text="$(pdftotext -layout "$paper" - 2>/dev/null)"
  grep -q 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM' <<<"$text" || complain "$name" "the heading cannot be read back"
  if pdffonts "$paper" 2>/dev/null | awk 'NR > 2 && $(NF - 4) != "yes" { found = 1 } END { exit !found }'; then complain "$name" "a font is not embedded"; fi
  if [ "$bad" = 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
