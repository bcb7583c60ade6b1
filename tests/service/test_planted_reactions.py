"""Reactions and returns in the samples: what is planted is found, in the texts' own words, and no others are told.

Not reached, each for the reason given with it; these tests fail when one of them is.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from neraca.packs.files import data_folder
from neraca.records import Account, Claim, Document, Evidence, Reaction, Return, Saying
from neraca.relate.reactions import gather_reactions
from neraca.service import add, build_account
from neraca.store import Store
from neraca.weigh.witnesses import find_roots

SAMPLES = Path(str(data_folder() / "samples"))
PLANTED = tomllib.loads((SAMPLES / "planted.toml").read_text(encoding="utf-8"))
NO_CLAIM = "the words that answer are read as no claim"
# By file and the first words of the act that answers.
REACTIONS_OUT_OF_REACH = {
    ("03-veto-panel-ahli.txt", "Duta Besar Korea Selatan Hwang"): NO_CLAIM,
    ("03-veto-panel-ahli.txt", "Menteri Luar Negeri Ukraina Dmytro"): NO_CLAIM,
    ("04-russia-vetoes-panel.md", "Ukrainian Foreign Minister Dmytro"): NO_CLAIM,
    (
        "07-seoul-tinjau-senjata.md",
        "Ia juga tidak mengesampingkan",
    ): "*juga*: only the first act behind an announcement counts",
    ("09-nis-1500-tentara.txt", "menyatakan negaranya akan menanggapi"): NO_CLAIM,
    ("10-kapal-rusia-angkut-tentara.md", "Presiden Yoon Suk Yeol"): NO_CLAIM,
    ("11-geger-12000-tentara-kim.txt", "menyatakan negaranya akan menanggapi"): "to answer is read as a meeting",
    ("12-two-from-october.jsonl", "A North Korean diplomat on"): (
        "Seoul's statement is a voice, not an act; the act it tells is Pyongyang's own"
    ),
    ("12-two-from-october.jsonl", "The ambassador replied that"): NO_CLAIM,
    ("13-pyongyang-denies-at-un.txt", "A North Korean diplomat on"): (
        "Seoul's statement is a voice, not an act; the act it tells is Pyongyang's own"
    ),
    ("13-pyongyang-denies-at-un.txt", "The ambassador replied that"): NO_CLAIM,
    ("14-nato-confirms-kursk.md", "He called it a"): NO_CLAIM,
    ("21-dari-bantahan-ke-pengakuan.md", "Menteri Luar Negeri Jepang"): (
        "the text tells no act of these soldiers before"
    ),
    ("25-shoigu-seribu-penjinak-ranjau.txt", "Kepala Sekretaris Kabinet Yoshimasa"): (
        "cooperation that is only mentioned is read as no claim"
    ),
    ("31-tehran-admits-drones.md", "President Volodymyr Zelenskyy said"): NO_CLAIM,
    ("34-lost-thumb-at-ayungin.txt", "The Philippine defence secretary"): "the clash is told only afterwards",
}
RETURNS_OUT_OF_REACH = {
    ("02-seribu-kontainer.md", "Apa imbalannya?"): "a question heads what is sought",
    ("08-lima-hal-pakta.txt", "membalasnya dengan"): NO_CLAIM,
    ("17-korban-versi-seoul.txt", "pertukaran dengan"): NO_CLAIM,
}


@pytest.fixture(scope="module")
def account(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Account]:
    with Store.create(tmp_path_factory.mktemp("planted") / "store") as opened:
        files = sorted(path for path in SAMPLES.iterdir() if path.name[0].isdigit())
        add(files, opened, workers=1, clock=lambda: datetime(2026, 1, 1, 12, tzinfo=UTC))
        yield build_account(opened)


@pytest.fixture(scope="module")
def said(account: Account) -> tuple[Reaction, ...]:
    return gather(account).said


def gather(account: Account) -> Any:
    roots = find_roots(account.derivations)
    return gather_reactions(account.events, account.claims, account.documents, roots=roots)


def label(side: Mapping[str, Any]) -> str:
    return f"{side['file']}#{side['row']}" if "row" in side else str(side["file"])


def document_of(account: Account, side: Mapping[str, Any]) -> Document:
    (found,) = [document for document in account.documents if document.label == label(side)]
    return found


def places(account: Account, side: Mapping[str, Any], quote: str) -> range:
    """Where a planted quote stands: once."""
    text = document_of(account, side).text
    assert text.count(quote) >= 1, f"{label(side)}: {quote!r} does not stand there"
    return range(text.index(quote), text.index(quote) + len(quote))


def every_place(account: Account, side: Mapping[str, Any], quote: str) -> list[range]:
    text, found, at = document_of(account, side).text, [], -1
    while (at := text.find(quote, at + 1)) >= 0:
        found.append(range(at, at + len(quote)))
    return found


def meets(evidence: Evidence, place: range) -> bool:
    return evidence.span.start < place.stop and place.start < evidence.span.end


def key(row: Mapping[str, Any], side: str) -> tuple[str, str]:
    return str(row[side]["file"]), str(row["cue"])


def known(effect: Mapping[str, Any]) -> tuple[str, str]:
    """The row of what is out of reach, else the quote, which is none."""
    rows = (row for row in REACTIONS_OUT_OF_REACH if row[0] == effect["file"] and effect["quote"].startswith(row[1]))
    return next(rows, (effect["file"], effect["quote"]))


@pytest.mark.parametrize(
    ("side", "quote"),
    [
        pytest.param(side, quote, id=f"{label(side)}: {quote[:40]}")
        for name, ends in (("reaction", ("cause", "effect")), ("return", ("given", "for")))
        for row in PLANTED[name]
        for side, quote in [*((row[end], row[end]["quote"]) for end in ends), (row[ends[1]], row["cue"])]
    ],
)
def test_what_is_planted_stands_in_the_samples(side: dict[str, Any], quote: str, account: Account) -> None:
    assert places(account, side, quote)


def tells(account: Account, saying: Saying, row: Mapping[str, Any]) -> bool:
    """Whether a saying ties the planted sides by the planted words; the cause may be told again by another claim."""
    claims = {claim.id: claim for claim in account.claims}
    effect, cause = claims[saying.effect], claims[saying.cause]
    if effect.document != document_of(account, row["effect"]).id:
        return False
    cued = any(meets(saying.cue, place) for place in every_place(account, row["effect"], row["cue"]))
    quotes = [row["effect"][name] for name in ("quote", "told") if name in row["effect"]]
    answered = any(meets(effect.evidence, places(account, row["effect"], quote)) for quote in quotes)
    return cued and (answered or _same_event(account, effect, row["effect"])) and _tells_cause(account, cause, row)


def _tells_cause(account: Account, cause: Claim, row: Mapping[str, Any]) -> bool:
    first = meets(cause.evidence, places(account, row["cause"], row["cause"]["quote"]))
    return first or _same_event(account, cause, row["cause"])


def _same_event(account: Account, claim: Claim, side: Mapping[str, Any]) -> bool:
    """Whether the claim's event is one that the planted words tell."""
    place, document = places(account, side, side["quote"]), document_of(account, side).id
    claims = {one.id: one for one in account.claims}
    for event in account.events:
        if claim.id in event.claims:
            others = [claims[one] for one in event.claims if claims[one].document == document]
            if any(meets(one.trigger, place) for one in others):
                return True
    return False


def test_planted_reactions_are_said(said: tuple[Reaction, ...], account: Account) -> None:
    sayings = [saying for reaction in said for saying in reaction.sayings]
    missed = [row["effect"] for row in PLANTED["reaction"] if not any(tells(account, s, row) for s in sayings)]
    assert {known(effect) for effect in missed} == set(REACTIONS_OUT_OF_REACH)
    assert len(missed) == len(REACTIONS_OUT_OF_REACH)


def test_no_other_reactions_are_said(said: tuple[Reaction, ...], account: Account) -> None:
    told = [s for reaction in said if reaction.kind.value != "return" for s in reaction.sayings]
    others = [s for s in told if not any(tells(account, s, row) for row in PLANTED["reaction"])]
    assert [(s.cue.quote, s.cue.document) for s in others] == []


def gives(account: Account, one: Return, row: Mapping[str, Any]) -> bool:
    claims = {claim.id: claim for claim in account.claims}
    given = claims[one.given]
    if given.document != document_of(account, row["given"]).id:
        return False
    if not any(meets(one.cue, place) for place in every_place(account, row["given"], row["cue"])):
        return False
    price = places(account, row["for"], row["for"]["quote"])
    named = one.words is not None and meets(one.words, price)
    told = any(meets(claims[other].evidence, price) for other in one.prices)
    things = places(account, row["given"], row["given"]["quote"])
    return (named or told) and (meets(given.evidence, things) or _same_event(account, given, row["given"]))


def test_planted_returns_are_found(account: Account) -> None:
    found = gather(account).returns
    missed = {key(row, "given") for row in PLANTED["return"] if not any(gives(account, one, row) for one in found)}
    assert missed == set(RETURNS_OUT_OF_REACH)


def test_no_other_returns_are_found(account: Account) -> None:
    others = [one for one in gather(account).returns if not any(gives(account, one, row) for row in PLANTED["return"])]
    assert [(one.cue.quote, one.cue.document) for one in others] == []


def test_copies_say_it_once(said: tuple[Reaction, ...]) -> None:
    (copied,) = [one for one in said if one.reports == 2 and len(one.sayings) == 2]
    assert copied.witnesses == 1


def test_drones_answer_by_a_chain(account: Account) -> None:
    (chain,) = gather(account).chains
    known = {event.id: event for event in account.events}
    assert [known[step].type for step in chain.events] == ["AID", "ACCUSE", "REJECT"]
