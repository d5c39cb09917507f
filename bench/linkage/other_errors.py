#!/usr/bin/env python3
"""Adds copies to a population without duplicates, spoilt in other ways than population.py spoils them.

Usage: other_errors.py PEOPLE.csv OUT.csv [--rate 0.05] [--seed 7]

Errors of typing Vietnamese (Telex left undone, neighbour keys, a letter doubled), names abbreviated, shouted, given name
first, dates with digits exchanged or a neighbour key hit, numbers with two digits exchanged or cut, communes renamed by
a merger, addresses with group and quarter or without the street, up to four copies of one person.
"""
import argparse, csv, random, unicodedata

TELEX = {"\u0300": "f", "\u0301": "s", "\u0309": "r", "\u0303": "x", "\u0323": "j"}
KEYS = ["1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"]


def telex(word):
    """The word as it stands on paper when the keyboard's Vietnamese mode is off."""
    letters, tone = "", ""
    for part in unicodedata.normalize("NFD", word):
        if part in TELEX:
            tone = TELEX[part]
        elif part == "\u0302":
            letters += letters[-1:]
        elif part in ("\u0306", "\u031b"):
            letters += "w"
        else:
            letters += {"đ": "dd", "Đ": "Dd"}.get(part, part)
    return letters + tone


def plain(text):
    parts = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(part for part in parts if unicodedata.category(part) != "Mn")


def main():
    words = argparse.ArgumentParser()
    words.add_argument("people")
    words.add_argument("out")
    words.add_argument("--rate", type=float, default=0.05)
    words.add_argument("--seed", type=int, default=7)
    words = words.parse_args()
    dice = random.Random(words.seed)

    def neighbour(letter):
        for row in KEYS:
            at = row.find(letter.lower())
            if at >= 0:
                return row[max(0, min(len(row) - 1, at + dice.choice((-1, 1))))]
        return letter

    def slip(text):
        if len(text) < 2:
            return text
        at = dice.randrange(len(text))
        return dice.choice((text[:at] + neighbour(text[at]) + text[at + 1 :], text[:at] + text[at] + text[at:], text[:at] + text[at + 1 :]))

    def exchanged(digits):
        if len(digits) < 3:
            return digits
        at = dice.randrange(len(digits) - 1)
        return digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]

    with open(words.people, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    # A third of the communes were merged: the copy names the commune by the code of the main one of its district.
    units = sorted({row["unit_code"] for row in rows})
    merged = {unit: unit[:5] + "001" for unit in units if dice.random() < 0.33}

    def spoilt(row):
        copy = dict(row)
        family, middle, given = copy["family_name"], copy["middle_name"], copy["given_name"]
        kind = dice.random()
        if kind < 0.10:
            family, middle, given = telex(family), " ".join(map(telex, middle.split())), telex(given)
        elif kind < 0.40:
            family, middle, given = plain(family), plain(middle), plain(given)
        elif kind < 0.50:
            middle = " ".join(word[0] for word in middle.split())
        elif kind < 0.55:
            family, given = given, family
        elif kind < 0.65:
            family, middle, given = family.upper(), middle.upper(), given.upper()
        elif kind < 0.72:
            middle = ""
        if dice.random() < 0.10:
            given = slip(given)
        if dice.random() < 0.05:
            family = slip(family)
        copy.update(family_name=family, middle_name=middle, given_name=given)
        year, month, day = copy["dob"].split("-")
        kind = dice.random()
        if kind < 0.06:
            day = "%02d" % min(28, max(1, int(slip(day)[:2] or 1) if slip(day)[:2].isdigit() else 1))
        elif kind < 0.10:
            year = year[:2] + year[3] + year[2]
        elif kind < 0.15:
            month, day = ("%02d" % min(12, int(day)), "%02d" % int(month)) if int(day) <= 12 else (month, day)
        elif kind < 0.20:
            month = day = "01"
        copy["dob"] = dice.choice((f"{year}-{month}-{day}", f"{day}/{month}/{year}"))
        kind = dice.random()
        if kind < 0.30:
            copy["national_id"] = ""
        elif kind < 0.50:
            copy["national_id"] = "%09d" % dice.randrange(10**9)
        elif kind < 0.56:
            copy["national_id"] = exchanged(copy["national_id"])
        elif kind < 0.58:
            copy["national_id"] = copy["national_id"][:-1]
        kind = dice.random()
        if kind < 0.20:
            copy["phone"] = "09%08d" % dice.randrange(10**8)
        elif kind < 0.45:
            copy["phone"] = ""
        elif kind < 0.60 and copy["phone"]:
            copy["phone"] = "+84 " + copy["phone"][1:4] + " " + copy["phone"][4:]
        elif kind < 0.64:
            copy["phone"] = exchanged(copy["phone"])
        copy["unit_code"] = merged.get(copy["unit_code"], copy["unit_code"])
        kind = dice.random()
        if kind < 0.12:
            other = dice.choice(rows)
            copy["unit_code"], copy["address"] = other["unit_code"], other["address"]
        elif kind < 0.25:
            copy["address"] += f", tổ {dice.randrange(1, 30)}, khu phố {dice.randrange(1, 9)}"
        elif kind < 0.32:
            copy["address"] = copy["address"].split(" ")[0]
        elif kind < 0.40:
            copy["address"] = slip(copy["address"])
        elif kind < 0.45:
            copy["address"] = ""
        if dice.random() < 0.02:
            copy["sex"] = ""
        return copy

    copies = []
    while len(copies) < len(rows) * words.rate:
        row = dice.choice(rows)
        copies.extend(spoilt(row) for _ in range(dice.choices((1, 2, 3, 4), (80, 14, 4, 2))[0]))
    rows += copies
    dice.shuffle(rows)
    with open(words.out, "w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, rows[0].keys())
        out.writeheader()
        for number, row in enumerate(rows, 1):
            out.writerow({**row, "rec_id": number})
    print(f"{len(rows)} records, {len(copies)} of them copies -> {words.out}")


if __name__ == "__main__":
    main()
