"""Numerals, ordinals and sums of money against the test examples of Duckling (BSD-3-Clause).

Run with the folder that holds `data/duckling_numbers`: `python bench/reading/numerals.py SHARED`. Each row is read
as a whole by `read_numeral`. A row counts as exact when both bounds, the currency where one is given, and whether
it is an ordinal are the row's. Rows of a kind that is not read are listed with the reason, and so is every
supported row that is wrong.
"""

from __future__ import annotations

import argparse
import re
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from neraca.annotate.numerals import Numeral, read_numeral
from neraca.packs.language import load_language

# What Duckling calls a currency by its plain sign or name, and the code that the pack reads it as.
PLAIN = {"Dollar": "USD", "Pound": "GBP", "Cent": "cent", "Dinar": "dinar", "Riyal": "riyal", "Rial": "rial"}
# Kinds that are not read, each by what gives it away.
UNSUPPORTED = (
    (r"(?:a )?few", "a vague number: read as bounds, 2 to 9, where the row has the value 3"),
    (r"\d+ l|.* kr", "an abbreviation with another everyday meaning (litre, krona)"),
    (r".*€ur", "a misspelt currency"),
    (r"\d+-\d+ lakh .*", "the row leaves the first end of the range without its multiplier"),
)


class Row(NamedTuple):
    low: Decimal | None
    high: Decimal | None
    currency: str
    ordinal: bool
    text: str


def read_row(line: str) -> Row:
    kind, text = line.split("\t")
    text = re.sub(r"\\x([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), text)
    values = [Decimal(value) for value in re.findall(r"-?\d+(?:\.\d+)?(?:e\d+)?", kind)]
    low: Decimal | None = values[0]
    high: Decimal | None = values[-1]
    if kind.startswith("under"):
        low = None
    if kind.startswith("above"):
        high = None
    named = re.match(r"(?:simple|between|under|above) ([A-Za-z]+)", kind)
    currency = "" if named is None or named[1] == "Unnamed" else PLAIN.get(named[1], named[1])
    return Row(low, high, currency, kind.startswith("Ordinal"), text)


def reason_against(row: Row) -> str | None:
    return next((why for pattern, why in UNSUPPORTED if re.fullmatch(pattern, row.text, re.IGNORECASE)), None)


def is_exact(found: Numeral | None, row: Row) -> bool:
    if found is None or (found.low, found.high, found.ordinal) != (row.low, row.high, row.ordinal):
        return False
    return not row.currency or found.currency == row.currency


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    folder = parser.parse_args().shared / "data" / "duckling_numbers"
    for path in sorted(folder.glob("*.tsv")):
        language = load_language(path.stem[-2:].lower())
        rows = [read_row(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
        supported = [row for row in rows if reason_against(row) is None]
        wrong = [(row, found) for row in supported if not is_exact(found := read_numeral(row.text, language), row)]
        exact = len(supported) - len(wrong)
        print(f"{path.stem}: {exact} of {len(supported)} supported rows exact, {len(rows)} rows in all")
        for row in rows:
            if why := reason_against(row):
                print(f"  not supported: {row.text!r}: {why}")
        for row, found in wrong:
            print(f"  wrong: {row.text!r} is {row.low} to {row.high} {row.currency}, found {found}")


if __name__ == "__main__":
    main()
