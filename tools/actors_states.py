"""Write data/actors/states.toml from CLDR names and mledoze/countries (../shared/data/gazetteer).

Only facts are taken: names in Indonesian and English, demonyms, capitals. What people write besides
(Korut, AS, Kremlin) is kept by hand in variants.toml and never touched by this script.

Usage: python tools/actors_states.py [COUNTRIES.json]
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT.parent / "shared" / "data" / "gazetteer" / "countries_cldr_mledoze.json"
TARGET = ROOT / "src" / "neraca" / "data" / "actors" / "states.toml"

# Uninhabited, so never a party.
LEFT_OUT = {"ATF", "BVT", "HMD", "SGS", "UMI", "ATA"}

# CLDR's form is not what news writes.
NAME_ID = {
    "CIV": "Pantai Gading",
    "COD": "Republik Demokratik Kongo",
    "COG": "Republik Kongo",
    "GBR": "Inggris",
    "HKG": "Hong Kong",
    "MAC": "Makau",
    "MMR": "Myanmar",
    "PSE": "Palestina",
    "SWZ": "Eswatini",
    "DJI": "Djibouti",
    "VIR": "Kepulauan Virgin AS",
    "VGB": "Kepulauan Virgin Britania",
}
NAME_EN = {
    "CIV": "Ivory Coast",
    "COD": "Democratic Republic of the Congo",
    "COG": "Republic of the Congo",
    "HKG": "Hong Kong",
    "MAC": "Macau",
    "MMR": "Myanmar",
    "PSE": "Palestine",
    "TUR": "Turkey",
}

# Also given names, surnames, numerals or common words; or the same as a bigger place elsewhere.
AMBIGUOUS_CAPITALS = {
    "Alofi",
    "Basse-Terre",
    "Bern",
    "City of Victoria",
    "Douglas",
    "Flying Fish Cove",
    "Fort-de-France",
    "George Town",
    "Georgetown",
    "Hamilton",
    "Jamestown",
    "Jerusalem",
    "King Edward Point",
    "Kingston",
    "Lima",
    "Malé",
    "Oranjestad",
    "Plymouth",
    "Praia",
    "Road Town",
    "Saint Helier",
    "Saint John's",
    "Saint-Denis",
    "Saint-Pierre",
    "San José",
    "San Juan",
    "Santiago",
    "Sofia",
    "St. George's",
    "St. Peter Port",
    "Stanley",
    "Sucre",
    "The Bottom",
    "The Valley",
    "Victoria",
    "Washington D.C.",
    "West Island",
}
NO_DEMONYM = {"IOT", "MNP", "BES", "SJM", "GIB", "VAT", "DJI", "CAF", "DMA", "DOM", "COG", "AND", "CHE"}


def quoted(words: list[str]) -> str:
    """A TOML array of strings."""
    return "[" + ", ".join(json.dumps(word, ensure_ascii=False) for word in words) + "]"


def entry(country: dict[str, Any]) -> tuple[str, str]:
    """Id and TOML table of one country."""
    code = {"UNK": "XKX"}.get(country["cca3"], country["cca3"])
    name_id = NAME_ID.get(code, country["cldr_id"]).replace("&", "dan").replace("’", "'")
    name_en = NAME_EN.get(code, country["name_en_common"]).replace("’", "'")
    more = [country["cldr_id"], country["name_en_common"], country["name_en_official"], country["cldr_en"]]
    names = []
    for name in more:
        fits = "(" not in name and " - " not in name and "&" not in name and "DAK" not in name and "SAR" not in name
        if fits and name not in (name_id, name_en, *names):
            names.append(name.replace("’", "'"))
    lines = [f"[{code}]", f"name_id = {json.dumps(name_id, ensure_ascii=False)}"]
    lines.append(f"name_en = {json.dumps(name_en, ensure_ascii=False)}")
    if names:
        lines.append(f"names = {quoted(names)}")
    if (country["independent"] is not False or code in ("TWN", "PSE", "HKG")) and code not in NO_DEMONYM:
        demonyms = country["demonym_en"].replace(" or ", ", ").split(", ")
        lines.append(f"demonyms = {quoted([d for d in demonyms if d not in (name_id, name_en)])}")
    capitals = [c for c in country["capital"] if c not in AMBIGUOUS_CAPITALS and c not in (name_id, name_en)]
    if capitals:
        lines.append(f"places = {quoted(capitals)}")
    return code, "\n".join(lines)


def main() -> None:
    """Write the file."""
    source = Path(sys.argv[1]) if len(sys.argv) > 1 else SOURCE
    countries = json.loads(source.read_text(encoding="utf-8"))
    entries = sorted(entry(country) for country in countries if country["cca3"] not in LEFT_OUT)
    head = (
        "# States and territories: names, demonyms, capitals. Written by tools/actors_states.py; do not edit.\n"
        "# Sources: Unicode CLDR (names, Unicode licence), mledoze/countries (demonyms and capitals, facts only).\n"
        "# What people write besides (Korut, AS, Kremlin) is in variants.toml.\n\n"
    )
    TARGET.write_text(head + "\n\n".join(text for _, text in entries) + "\n", encoding="utf-8")
    print(f"{len(entries)} states -> {TARGET.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
