"""How a question is read, and which events answer to it."""

from __future__ import annotations

import pytest

from builders import make_document
from neraca.packs.catalogue import Packs, load_packs
from neraca.records import Account, Certainty, Claim, Event, EventStatus, Stage
from neraca.service.questions import Answering, find_answers, read_question


@pytest.fixture(scope="module")
def packs() -> Packs:
    return load_packs()


@pytest.mark.parametrize(
    ("text", "actors", "words"),
    [
        ("Berapa tentara Korea Utara di Kursk?", ("PRK",), ["tentara", "Kursk"]),
        ("How many Russian soldiers did DPRK capture?", ("RUS", "PRK"), ["soldiers", "capture"]),
        ("Apa kata Kremlin tentang Putin?", (), ["Kremlin", "Putin"]),
        ("siapa menjadi “mitra strategis” Rusia", ("RUS",), ["mitra strategis"]),
        ("", (), []),
        ("apa dan di mana", (), []),
    ],
)
def test_names_of_states_are_parties_and_all_else_that_says_something_is_a_word(
    packs: Packs, text: str, actors: tuple[str, ...], words: list[str]
) -> None:
    question = read_question(text, packs)
    assert question.actors == actors
    assert [term.text for term in question.terms] == words


def ask(text: str, packs: Packs) -> Answering:
    """Ask about one event, told by one Indonesian sentence."""
    document = make_document(text="Korea Utara mengirim ribuan tentara ke Kursk, kata Seoul.")
    words = document.evidence(document.text.index("mengirim"), len(document.text) - 1)
    trigger = document.evidence(words.span.start, words.span.start + len("mengirim"))
    claim = Claim(
        evidence=words, trigger=trigger, event="AID", stage=Stage.OCCURRED, negated=False, certainty=Certainty.PLAIN
    )
    event = Event(
        anchor=claim.id, type="AID", stage=Stage.OCCURRED, status=EventStatus.REPORTED, actors=("PRK",),
        recipients=(), items=("troops",), when=None, reports=1, witnesses=1, denials=(), figures=(), claims=(claim.id,),
    )  # fmt: skip
    account = Account(as_of=None, documents=(document,), claims=(claim,), derivations=(), events=(event,), entries=())
    return find_answers(read_question(text, packs), account)


@pytest.mark.parametrize(
    "text",
    [
        "tentara Korea Utara di Kursk",
        "pengiriman tentara",
        "North Korean troops in Kursk",
        "bantuan Korea Utara",
        "“ribuan tentara ke kursk”",
        "Korea Utara",
    ],
)
def test_an_event_answers_by_its_words_in_any_inflection_by_its_type_and_by_what_was_given(
    packs: Packs, text: str
) -> None:
    assert len(ask(text, packs).events) == 1


@pytest.mark.parametrize("text", ["rudal", "“tentara ribuan”", "Jepang", "", "apa dan di mana"])
def test_an_event_does_not_answer_to_other_words_other_parties_or_no_question(packs: Packs, text: str) -> None:
    assert ask(text, packs).events == ()


def test_where_no_event_has_all_words_those_with_most_of_them_answer(packs: Packs) -> None:
    found = ask("tentara dan rudal", packs)
    assert (len(found.events), found.met) == (1, 1)
