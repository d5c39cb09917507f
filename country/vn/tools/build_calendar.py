#!/usr/bin/env python3
"""Builds calendar/2022.toml to 2027.toml from the `holidays` package of the Python index.

    pip download --no-deps -d DIR holidays==0.109
    python3 country/vn/tools/build_calendar.py DIR

Swap days that the package does not know stand in EXTRA_SWAPS with their source.
"""

import datetime
import pathlib
import re
import sys
import tempfile
import zipfile

PACK = pathlib.Path(__file__).resolve().parent.parent
PACKAGE = "PyPI holidays 0.109 (MIT), country VN"
YEARS = range(2022, 2028)
# The first year whose days the Government has not announced in the package.
EXPECTED_FROM = 2027
# Day off, day worked instead, source.
EXTRA_SWAPS = [("2026-01-02", "2026-01-10", "from memory: announced for civil servants, not in PyPI holidays 0.109; check before use")]


def load(directory):
    wheels = list(pathlib.Path(directory).glob("holidays-0.109-*.whl"))
    if len(wheels) != 1:
        sys.exit(f"build_calendar: expected the wheel of holidays 0.109 in {directory}")
    # Translations are found as files only, so the wheel is unpacked.
    with tempfile.TemporaryDirectory() as unpacked:
        zipfile.ZipFile(wheels[0]).extractall(unpacked)
        sys.path.insert(0, unpacked)
        import holidays

        return [dict(holidays.country_holidays("VN", years=YEARS, language=language)) for language in ("vi", "en_US")]


def main():
    vietnamese, english = load(sys.argv[1])
    for year in YEARS:
        status = "expected" if year >= EXPECTED_FROM else "announced"
        lines = [f"# Source: {PACKAGE}; written by tools/build_calendar.py. Names are data of the calendar, shown as they stand."]
        lines += [f"year = {year}", f'status = "{status}"']
        swaps = [swap for swap in EXTRA_SWAPS if swap[0].startswith(str(year))]
        for day, name in sorted(vietnamese.items()):
            if day.year != year:
                continue
            swapped = re.search(r"thay cho ngày (\d\d)/(\d\d)/(\d{4})", name)
            if swapped:
                works = datetime.date(int(swapped[3]), int(swapped[2]), int(swapped[1]))
                swaps.append((day.isoformat(), works.isoformat(), PACKAGE))
                continue
            lines += ["", "[[holiday]]", f'date = "{day}"', f'vi = "{name}"', f'en = "{english[day]}"', f'source = "{PACKAGE}"']
        for off, works, source in sorted(swaps):
            lines += ["", "[[swap]]", f'off = "{off}"', f'works = "{works}"', f'source = "{source}"']
        path = PACK / f"calendar/{year}.toml"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        print(path.name, len(lines))


main()
