"""The pack of codes names only what is there, and a broken copy of it is refused by name."""

from __future__ import annotations

import shutil
from importlib.resources import as_file
from pathlib import Path

import pytest

from neraca.errors import NeracaError
from neraca.packs.coding import load_coding, read_coding
from neraca.packs.events import load_events
from neraca.packs.files import data_folder

# Modes of the PLOVER manual, draft 0.8, section by section; types without a line have none.
MODES = {
    "CONSULT": "visit third-party multilateral phone",
    "RETREAT": "withdraw release disarm ceasefire access resign",
    "REQUEST": "assist change yield meet",
    "ACCUSE": "disapprove investigate allege",
    "REJECT": "assist change yield meet",
    "THREATEN": "restrict arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
    "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
    "ASSAULT": (
        "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone "
        "heavy-weapons crowd-control unconventional"
    ),
}


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    with as_file(data_folder() / "coding") as folder:
        return Path(shutil.copytree(folder, tmp_path / "coding"))


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_types_are_those_of_the_events() -> None:
    assert set(load_coding().types) == set(load_events().types)


def test_every_type_has_plovers_modes() -> None:
    found = {event: [mode.row.name for mode in modes] for event, modes in load_coding().modes.items() if modes}
    assert found == {event: names.split() for event, names in MODES.items()}


def test_there_are_all_contexts_and_codes() -> None:
    book = load_coding()
    assert (len(book.contexts), len(book.codes)) == (37, 292)
    assert all(-10.0 <= row.goldstein <= 10.0 for row in book.codes.values())


def test_every_mode_and_context_has_names_and_words_in_both_languages() -> None:
    book = load_coding()
    rows = [*(mode for modes in book.modes.values() for mode in modes), *book.contexts]
    for entry in rows:
        assert entry.row.name_id
        assert entry.row.name_en
        assert entry.words.of("id")
        assert entry.words.of("en")
        assert all(entry.words.of("id") + entry.words.of("en"))


def test_scores_lie_in_plovers_range_and_conflict_is_negative() -> None:
    book = load_coding()
    for event, modes in book.modes.items():
        for mode in modes:
            score = book.scores[event] if mode.row.score is None else mode.row.score
            assert -10.0 <= score <= 10.0
            assert (score > 0) == ("cooperation" in book.types[event].quad) or event == "REQUEST"
    assert book.scores["ACCUSE"] == -3.0


def test_no_rule_stands_behind_one_that_takes_all_its_modes() -> None:
    for rules in load_coding().rules.values():
        seen: list[tuple[str, frozenset[str]]] = []
        for rule in (rule.row for rule in rules):
            modes = frozenset(rule.mode)
            assert not [act for act, hidden in seen if act in ("", rule.act) and modes and modes <= hidden]
            if modes and not (rule.context or rule.id or rule.en):
                seen.append((rule.act, modes))


@pytest.mark.parametrize(
    ("file", "old", "new", "detail"),
    [
        ("modes.toml", 'quad = "verbal_cooperation"', 'quad = "verbal"', r"N201.*verbal"),
        ("modes.toml", 'event = "AGREE"', 'event = "AGREES"', r"N201.*'AGREES' is not defined"),
        ("modes.toml", 'planned = "AGREE"', 'planned = "ACCORD"', r"N201.*'ACCORD' is not defined"),
        ("modes.toml", 'urged_mode = "meet"', 'urged_mode = "gather"', r"N201.*'gather' is not defined"),
        ("modes.toml", 'name = "phone"', 'name = "visit"', r"N202.*CONSULT visit"),
        ("modes.toml", "score = 4.0", 'score = "4"', r"N201"),
        ("modes.toml", 'items = ["troops"]', 'items = ["troop"]', r"N201.*'troop' is not defined"),
        ("contexts.toml", 'name = "intelligence"', 'name = "military"', r"N202.*military"),
        ("contexts.toml", 'items = ["nuclear"]', 'items = ["atoms"]', r"N201.*'atoms' is not defined"),
        ("contexts.toml", "name_en", "name_de", r"N201"),
        ("cameo.toml", '["011"', '["010"', r"N202.*010"),
        ("cameo.toml", 'code = "0334"', 'code = "0335"', r"N201.*'0335' is not defined"),
        ("cameo.toml", 'mode = ["release"]', 'mode = ["let-go"]', r"N201.*'let-go' is not defined"),
        ("cameo.toml", 'context = ["peacekeeping"]', 'context = ["peace"]', r"N201.*'peace' is not defined"),
        ("cameo.toml", 'to = "10"', 'to = "77"', r"N201.*'77.*' is not defined"),
        ("cameo.toml", 'event = "AGREE"\ncode = "030"', 'event = "AID"\ncode = "030"', r"N201.*AGREE must end"),
    ],
)
def test_a_broken_pack_is_refused(copied: Path, file: str, old: str, new: str, detail: str) -> None:
    change(copied / file, old, new)
    with pytest.raises(NeracaError, match=rf"(?s){detail}.*{file}|{file}.*{detail}"):
        read_coding(copied)


def test_a_missing_type_is_named(copied: Path) -> None:
    text = (copied / "modes.toml").read_text(encoding="utf-8")
    start = text.index('[[type]]\nevent = "AID"')
    (copied / "modes.toml").write_text(text[:start] + text[text.index("[[type]]", start + 1) :], encoding="utf-8")
    with pytest.raises(NeracaError, match="no row for AID"):
        read_coding(copied)
