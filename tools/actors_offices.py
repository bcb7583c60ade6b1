"""Write data/actors/offices.toml: who held which office, from public sources in ../shared/data/offices.

Sources, later ones winning where two tell of the same term: heads of state and government by a public-domain
fact book's monthly snapshots (`factbook`), ministers of several states (`wikidata`, CC0), presidents and vice
presidents of the United States (`us_exec`, CC0), heads of the G20 and ASEAN states in August 2026 (`leaders`).
The fact book says when a term began, but not when it ended: a term ends when the next one in the same office
begins, or, where none is known, in the month in which the name had gone from the book. A term that a file by hand
tells of too (same office and person, about the same time) is left to that file. Spellings of persons.toml are one
person, whose name there is written.

Usage: python tools/actors_offices.py
"""

from __future__ import annotations

import csv
import json
import re
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from difflib import SequenceMatcher
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT.parent / "shared" / "data" / "offices"
TARGET = ROOT / "src" / "neraca" / "data" / "actors" / "offices.toml"
SINCE = date(2010, 1, 1)
# The fact book's last snapshot in which anything changed is of January 2026; later ones repeat it.
AS_OF = {"factbook": "2026-01-22", "leaders": "2026-08-22", "us_exec": "2026-06-15", "wikidata": "2022-07-01"}
HAND = "public record"

HEADS = re.compile(
    r"^(acting |interim |transitional |caretaker )?"
    r"(president|prime minister|premier|king|queen|emperor|sultan|amir|emir|chancellor|supreme leader|pope|"
    r"sultan and prime minister|state affairs commission (?:president|chairman)|chief executive|"
    r"chairman of the council of ministers|chairman of the presidential council|crown prince|taoiseach)\b",
    re.IGNORECASE,
)
MINISTERS = {
    r"Minister (?:of|for) (?:Europe and )?Foreign Affairs": "foreign minister",
    r"Minister of (?:National )?Defence(?: and Armed Forces Logistics)?": "defence minister",
    r"Minister of Intelligence|Minister of State Security": "intelligence minister",
    r"Prime Minister": "prime minister",
    r"President": "president",
    r"Secretary of State": "secretary of state",
    r"Secretary of Defence": "secretary of defense",
    r"Secretary of State for Foreign and Commonwealth Affairs": "foreign secretary",
    r"Secretary of State for Defence": "defence secretary",
    r"Director of National Intelligence": "director of national intelligence",
    r"National Security Advis[oe]r": "national security adviser",
    r"Secretary of the (?:Supreme )?(?:National )?Security (?:and Defense )?Council": "security council secretary",
    r"Director of the (?:National|Foreign) Intelligence Service": "intelligence chief",
    r"Director of the Federal Security Service|Head of the Security Service": "security service chief",
    r"Foreign Ministry Spokeperson": "foreign ministry spokesperson",
    r"Ambassador to the United Nations|Permanent Representative to the United Nations": "ambassador to the UN",
    r"Deputy Minister of (?:National )?Defence|Deputy Secretary of Defence": "deputy defence minister",
    r"(?:Deputy|Vice) (?:Minister of Foreign Affairs|Foreign Minister)|Vice Minister of Foreign Affairs": (
        "deputy foreign minister"
    ),
    r"(?:First )?Deputy Prime Minister": "deputy prime minister",
    r"Chief of (?:the General|the Defence|Defence) Staff": "chief of the general staff",
    r"Chairman of the Joint Chiefs of Staff": "chairman of the joint chiefs of staff",
}
STATES = {
    "china-ministers": "CHN",
    "france-cabinet": "FRA",
    "indonesia-ministers": "IDN",
    "iran-ministers": "IRN",
    "israel-ministers": "ISR",
    "japan-ministers": "JPN",
    "north-korea": "PRK",
    "russia-cabinet": "RUS",
    "south-korea-ministers": "KOR",
    "ukraine-cabinet": "UKR",
    "united-kingdom-cabinet": "GBR",
    "us-cabinet": "USA",
}
PATRONYMIC = re.compile(r" \w+(?:vich|vna|evich|ovna|ogly|uly)\b")
CODES = {"EU": "IGO:EU", "AU_AF": "IGO:AU"}
ACTING = re.compile(r"^(acting|interim|transitional|caretaker) ")
SLAVIC = {"RUS", "BLR", "KAZ", "UKR", "KGZ", "TJK", "UZB", "TKM"}


@dataclass(frozen=True)
class Term:
    """One row of the file to be."""

    actor: str
    office: str
    person: str
    start: str
    end: str
    source: str
    gone: str = ""
    known: str = ""


def first_date(words: str) -> str:
    """The first day in the fact book's wording, in ISO form, or ""."""
    found = re.search(r"(\d{1,2}) ([A-Z][a-z]+) (\d{4})", words)
    if found is None:
        return ""
    try:
        return datetime.strptime(" ".join(found.groups()), "%d %B %Y").date().isoformat()  # noqa: DTZ007
    except ValueError:
        return ""


def plain_name(name: str, actor: str) -> str:
    """A name as news write it: no nicknames, initials, patronymics, remarks; no family name in capitals."""
    name = re.sub(r'"[^"]*"|\([^)]*\)', " ", name)
    name = re.sub(
        r"^.*?\b(?:Republic of Afghanistan|Council|Confederation|Polynesia|Assembly|or Prime Minister) ", "", name
    )
    name = re.sub(r" in caretaker status.*", "", name)
    name = re.sub(r"^(?:Republic|Interior|Foreign Minister) ", "", name)
    name = re.split(r",| of the | - | serving | as | also |;", name)[0]
    name = re.sub(
        r"\b(?:Gen|Lt|Maj|Col|Dr|Sir|Dame|Sheikh|Shaykh|President-elect|H\.E|Jr|Sr|Brig|Capt)\b\.?", " ", name
    )
    name = re.sub(r"\b[A-Z]\.(?=\s)", " ", name)
    if actor != "CHN":  # where Xi is a family name
        name = re.sub(r"\b(?:I{1,3}|IV|VI{0,3}|IX|X{1,3}I{0,3}|XIV)\b", lambda m: m.group().lower() + "\0", name)
    name = re.sub(r"^([A-Z][a-z].*[A-Z]{3,}\b).*", r"\1", name)  # nothing after a family name that comes last
    name = re.sub(r"[A-Z][A-Z'’]+", lambda found: found.group().title(), name)
    words = name.split()
    name = " ".join(word[:-1].upper() if word.endswith("\0") else word for word in words)
    name = re.sub(r"['’](?=[A-Z]\b|S\b)", "'", name)
    if actor in SLAVIC:
        name = PATRONYMIC.sub("", name)
    return re.sub(r"\s+", " ", name).strip(" .")


def factbook() -> Iterator[Term]:
    """Heads of state and government of all states; a monarch stands under one state only."""
    dependent = territories()
    with (SOURCE / "factbook_leaders_clean.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            actor = {"XKS": "XKX", "XKK": "XKX"}.get(row["iso3"], row["iso3"])
            title = HEADS.match(row["title"])
            start = first_date(row["since"])
            if title is None or not start or not re.fullmatch(r"[A-Z]{3}", actor):
                continue
            if actor in dependent or (actor != "GBR" and re.search("CHARLES III|ELIZABETH II", row["name"])):
                continue
            office = title.group().lower().replace("amir", "emir")
            yield Term(actor, office, plain_name(row["name"], actor), start, "", "factbook", row["gone_by"])


def wikidata() -> Iterator[Term]:
    """Ministers of the states that the table covers."""
    with (SOURCE / "wikidata_everypolitician_exec.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            actor = STATES.get(row["source_repo"], "")
            office = next((name for rule, name in MINISTERS.items() if re.fullmatch(rule, row["office"])), "")
            start, end = whole_day(row["from"]), whole_day(row["to"])
            if actor and office and start:
                yield Term(actor, office, plain_name(row["person"], actor), start, end, "wikidata")


def whole_day(value: str) -> str:
    """A day; a month or year alone becomes its first day."""
    parts = value.strip().split("-")
    return "-".join([*parts, "01", "01"][:3]) if parts[0] else ""


def us_exec() -> Iterator[Term]:
    """Presidents and vice presidents of the United States."""
    text = (SOURCE / "us_exec" / "executive.yaml").read_text(encoding="utf-8")
    for block in text.split("\n- id:"):
        first, last = re.search(r"\n    first: (.+)", block), re.search(r"\n    last: (.+)", block)
        nick = re.search(r"\n    nickname: (.+)", block)
        for kind, start, end in re.findall(r"- type: (\w+)\n    start: '(.+?)'\n    end: '(.+?)'", block):
            if first is None or last is None or end < SINCE.isoformat():
                continue
            office = "president" if kind == "prez" else "vice president"
            given = (nick or first).group(1).split()[0]
            yield Term(
                "USA", office, f"{given} {last.group(1)}", start, end if end < AS_OF["us_exec"] else "", "us_exec"
            )


def leaders() -> Iterator[Term]:
    """Heads of state and government of the G20 and ASEAN states on the day of the table."""
    table = json.loads((SOURCE / "leaders_current" / "latest.json").read_text(encoding="utf-8"))
    codes = iso3()
    for state in table["countries"].values():
        code = state["country"]["iso_code"]
        actor = CODES.get(code) or codes[code]
        for position in state["positions"].values():
            holder = position.get("current_holder") or {}
            office = position["title_en"].lower().split(" (")[0]
            if actor != "GBR" and office == "monarch":
                continue
            # The table names the crown prince as king of Saudi Arabia.
            if holder.get("name_en") and holder.get("since") and (actor, office) != ("SAU", "king"):
                yield Term(actor, office, holder["name_en"], holder["since"], "", "leaders")


def by_hand() -> Iterator[Term]:
    """Terms of the files by hand, offices_*.toml: they end what no table ends, and are written again in no file."""
    for path in sorted(TARGET.parent.glob("offices_*.toml")):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        for actor, rows in table["terms"].items():
            for person, office, start, end, source in rows:
                yield Term(actor, office, person, start, end, HAND, known=table["as_of"][source])


def shown_names() -> dict[tuple[str, str], str]:
    """The name that persons.toml shows for each spelling of a person, by party and folded spelling."""
    table = tomllib.loads((TARGET.parent / "persons.toml").read_text(encoding="utf-8"))
    names = {}
    for person in table["person"]:
        for words in (person["name"], *person.get("also", ())):
            names.setdefault((person["actor"], folded(words)), person["name"])
    return names


def folded(name: str) -> str:
    """A name without case, accents and hyphens."""
    letters = unicodedata.normalize("NFD", name.casefold().replace("đ", "d").replace("-", " "))
    return " ".join("".join(c for c in letters if not unicodedata.combining(c)).split())


def territories() -> set[str]:
    """Alpha-3 codes of what is no state of its own."""
    path = SOURCE.parent / "gazetteer" / "countries_cldr_mledoze.json"
    rows = json.loads(path.read_text(encoding="utf-8"))
    return {row["cca3"] for row in rows if row["independent"] is False} - {"TWN", "PSE", "HKG"}


def iso3() -> dict[str, str]:
    """Alpha-2 codes to alpha-3."""
    path = SOURCE.parent / "gazetteer" / "countries_cldr_mledoze.json"
    return {row["cca2"]: row["cca3"] for row in json.loads(path.read_text(encoding="utf-8"))}


SHARED = ("deputy defence minister", "deputy foreign minister", "deputy prime minister")


def merged(terms: list[Term]) -> list[Term]:
    """Terms of one office without repetition, each ended by the next, in order."""
    hand = [term for term in terms if term.source == HAND]
    left = [term for term in terms if term.source == HAND or not any(told_by(told, term) for told in hand)]
    by_start = sorted(left, key=lambda term: (term.start, term.source))
    kept: list[Term] = []
    for term in by_start:
        last = kept[-1] if kept else None
        if last is not None and same_person(last.person, term.person) and not told_apart(last, term):
            end = max(last.end, term.end) if last.end and term.end else term.end
            kept[-1] = replace(last, end=end, gone=term.gone, source=latest(last, term))
        elif (
            last is not None
            and term.office not in SHARED
            and last.source != term.source
            and near(last.start, term.start)
        ):
            kept[-1] = term
        else:
            kept.append(term)
    ended = []
    for term, after in zip(kept, [*kept[1:], None], strict=True):
        end = term.end or ("" if term.office in SHARED else after.start if after is not None else term.gone)
        if term.start >= end and end:
            continue
        ended.append(replace(term, end=end))
    return [term for term in ended if not term.end or term.end >= SINCE.isoformat()]


def told_apart(one: Term, other: Term) -> bool:
    """Whether a term by hand begins after a table's has ended."""
    return other.source == HAND != one.source and "" < one.end < other.start


def latest(one: Term, other: Term) -> str:
    """The source to name of two that tell of one term: the first, but for an open term the one that knows longer."""
    knows_longer = one.office == other.office and AS_OF.get(other.source, "") > AS_OF.get(one.source, "9")
    return other.source if knows_longer and not (other.end or other.gone) else one.source


def told_by(hand: Term, table: Term) -> bool:
    """Whether a term by hand corrects a table's: the table's begins in it, or at most two months before it.

    Where both began on about one day and still ran on their source's day, a table's of a later day stays.
    """
    if not hand.start or not same_person(hand.person, table.person):
        return False
    if near(hand.start, table.start) and not (hand.end or table.end or table.gone):
        return AS_OF[table.source] <= hand.known
    early = (date.fromisoformat(hand.start) - timedelta(days=60)).isoformat()
    return early <= table.start and (not hand.end or table.start < hand.end)


def near(one: str, other: str) -> bool:
    """Whether two days lie within a week."""
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days) <= 7


def same_person(one: str, other: str) -> bool:
    """Whether two spellings are one name."""
    a, b = set(re.split(r"[\s-]", one.casefold())), set(re.split(r"[\s-]", other.casefold()))
    return len(a & b) >= min(2, len(a), len(b)) or SequenceMatcher(None, one, other).ratio() > 0.85


def spellings(terms: list[Term]) -> list[Term]:
    """The terms; a head of state who also heads the government keeps only the first of two equal rows."""
    seen: set[tuple[str, str, str]] = set()
    kept = []
    for term in terms:
        key = (term.actor, term.office, term.start)
        if key not in seen:
            seen.add(key)
            kept.append(term)
    return kept


def main() -> None:
    """Write the file."""
    offices: dict[tuple[str, str], list[Term]] = defaultdict(list)
    shown = shown_names()
    for term in (*factbook(), *wikidata(), *us_exec(), *leaders(), *by_hand()):
        if len(term.person.split()) > 1 or term.source in ("leaders", HAND):
            person = shown.get((term.actor, folded(term.person)), term.person)
            offices[term.actor, ACTING.sub("", term.office)].append(replace(term, person=person))
    by_actor: dict[str, list[Term]] = defaultdict(list)
    for (actor, _), terms in sorted(offices.items()):
        by_actor[actor].extend(merged(terms))
    lines = [
        "# Who held which office: person, office, first day, day after the last (empty: held on the source's day,",
        "# later unknown), source. Ends of fact book terms without a successor are the month when the name was gone.",
        "# Written by tools/actors_offices.py; do not edit. Persons that it lacks stand in persons.toml.",
        "",
        "[as_of]",
        *(f'{source} = "{day}"' for source, day in AS_OF.items()),
        "",
        "[terms]",
    ]
    for actor, terms in sorted(by_actor.items()):
        own = [term for term in spellings(terms) if term.source != HAND]
        if not own:
            continue
        lines.append(f"{json.dumps(actor)} = [")
        for term in own:
            row = [term.person, term.office, term.start, term.end, term.source]
            lines.append(f"  {json.dumps(row, ensure_ascii=False)},")
        lines.append("]")
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{sum(map(len, by_actor.values()))} terms of {len(by_actor)} actors -> {TARGET.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
