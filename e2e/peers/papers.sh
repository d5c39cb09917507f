#!/usr/bin/env bash
# Lets other programs read what the press made: qpdf the structure, poppler the tags, typefaces and Vietnamese text,
# zbar the printed QR code.   e2e/peers/papers.sh [folder]
# Without a folder, or in an empty one, it prints one of each paper first. Pictures of the pages stay in the folder.
set -uo pipefail
cd "$(dirname "$0")/../.."

tools/setup.sh test && make assets || exit 1
out="${1:-}"
if [ -z "$out" ]; then
  out="$(mktemp -d)"
  trap 'rm -rf "$out"' EXIT
fi
mkdir -p "$out"
if ! ls "$out"/*.pdf >/dev/null 2>&1; then
  cargo run --quiet --locked -p papers --example press_speed -- 1 "$out" >/dev/null || exit 1
fi

passed=0
failed=0
# check WHAT COMMAND...: counts whether the command succeeds and shows what it said when it does not.
check() {
  local what="$1"
  shift
  if "$@" >"$out/last.log" 2>&1; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "FAILED: $what" >&2
    sed 's/^/    /' "$out/last.log" >&2
  fi
}
says() { grep -qF -- "$2" <<<"$1"; }
is() { [ "$1" = "$2" ] || { echo "expected $2, got $1"; return 1; }; }

declare -A title=(
  [receipt]="GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ"
  [supplement]="PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ"
  [refusal]="PHIẾU TỪ CHỐI TIẾP NHẬN, GIẢI QUYẾT HỒ SƠ"
  [ct07]="XÁC NHẬN THÔNG TIN VỀ CƯ TRÚ"
  [ct08]="THÔNG BÁO"
)

for kind in "${!title[@]}"; do
  paper="$out/$kind.pdf"
  check "$kind: qpdf finds the structure sound" qpdf --check "$paper"
  # Poppler grumbles about a key of PDF/UA that it takes for another type; what matters is what it finds.
  info="$(pdfinfo "$paper" 2>/dev/null)"
  check "$kind: poppler sees tags" says "$info" "Tagged:          yes"
  check "$kind: one A4 page" says "$info" "(A4)"
  check "$kind: it has a title" says "$info" "Title: "
  check "$kind: no script" says "$info" "JavaScript:      no"
  check "$kind: PDF/A-2a by its own word" says "$(pdfinfo -meta "$paper" 2>/dev/null)" "<pdfaid:part>2</pdfaid:part>"
  # Columns: name, type, encoding, emb, sub, uni, object. Typefaces that are not embedded or cannot be read back fail.
  fonts="$(pdffonts "$paper" 2>/dev/null | tail -n +3)"
  bad="$(awk '{ if ($(NF-4) != "yes" || $(NF-2) != "yes") print }' <<<"$fonts")"
  check "$kind: every typeface is embedded and can be read back" is "$bad" ""
  text="$(pdftotext -layout "$paper" - 2>/dev/null | tr -s ' \n' '  ')"
  for words in "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" "Độc lập - Tự do - Hạnh phúc" "${title[$kind]}" "Mã xác thực"; do
    check "$kind: the text says $words" says "$text" "$words"
  done
  pdftoppm -r 150 -png "$paper" "$out/$kind" 2>/dev/null
  code="$(grep -oE '[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}' <<<"$text" | head -n 1)"
  read_back="$(zbarimg --quiet --raw "$out/$kind-1.png" 2>/dev/null)"
  check "$kind: the printed QR code leads to the paper" is "$read_back" "https://dichvucong.example/verify/$code"
done

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
