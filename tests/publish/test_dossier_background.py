"""What the dossier says of documents: findings, stories, lineage in words, credits, and whose word their claims are."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from dossier_account import make_account, make_names

from neraca.packs.words import read_words
from neraca.publish.background import Background, Voiced
from neraca.publish.book import Book, open_book
from neraca.publish.dossier import render_dossier
from neraca.publish.lineage import trace_lineage
from neraca.publish.sources import BAR, Shelf, list_sources
from neraca.publish.world import read_world
from neraca.records import Credit, CreditKind, DerivationKind, Evidence, Finding, Story

EN = read_words("en")
ACCOUNT = make_account()
DOCUMENTS = {document.label: document for document in ACCOUNT.documents}
FIRST, COPY = DOCUMENTS["oktober/01-kirim.txt"], DOCUMENTS["oktober/02-geger.txt"]
NATO = DOCUMENTS["oktober/03-nato.md"]


def words_of(name: str, start: int, end: int) -> Evidence:
    return DOCUMENTS[name].evidence(start, end)


BACKGROUND = Background(
    findings=(
        Finding(
            evidence=words_of("oktober/02-geger.txt", 42, 52),
            kind="weekday_mismatch",
            message="It was a Saturday.",
            settle="Another report.",
        ),
    ),
    stories=(
        Story(
            documents=(FIRST.id, COPY.id, NATO.id),
            terms=("19/10/2024", "Kursk", "Vladivostok"),
            first=FIRST.day,
            last=NATO.day,
        ),
    ),
    credits=(
        Credit(
            document=COPY.id,
            evidence=words_of("oktober/02-geger.txt", 0, 6),
            source="MED:ANTARA",
            outlet="ANTARA",
            kind=CreditKind.AGENCY,
        ),
    ),
    voiced={FIRST.id: Voiced(named=3, anonymous=1, bare=0), COPY.id: Voiced(named=0, anonymous=0, bare=2)},
)


def book(background: Background = BACKGROUND) -> Book:
    return open_book(ACCOUNT, names=make_names("en"), words=EN, background=background)


def render(background: Background | None = BACKGROUND, language: str = "en") -> str:
    return render_dossier(
        ACCOUNT,
        names=make_names(language),
        words=read_words(language),
        world=read_world(),
        language=language,
        title="Documents",
        background=background,
    )


def shelf_of(shelves: tuple[Shelf, ...], document: str) -> Shelf:
    return next(shelf for shelf in shelves for source in shelf.sources if source.id == document)


def test_a_finding_shows_its_kind_its_words_what_is_odd_and_what_would_settle_it() -> None:
    html = render()
    (finding,) = BACKGROUND.findings
    card = re.search(rf'<article[^>]* id="{finding.id}".*?</article>', html, re.S)
    assert card is not None
    for part in ("weekday does not fit", "It was a Saturday.", "Another report.", f'href="#{COPY.id}"'):
        assert part in card[0]
    assert f"<mark>{finding.evidence.quote}</mark>" in card[0]


def test_a_finding_is_said_in_the_language_of_the_page() -> None:
    values = (("day", "2024-10-18"), ("weekday", "4"), ("weekday_said", "3"), ("days_fitting", "2024-10-17 2024-10-24"))
    odd = replace(BACKGROUND, findings=(replace(BACKGROUND.findings[0], values=values),))
    assert "18 Oktober 2024 jatuh pada hari Jumat, bukan Kamis" in render(odd, "id")
    assert "a Thursday was 17 October 2024 or 24 October 2024" in render(odd)


def test_a_document_links_to_what_was_found_in_it() -> None:
    (finding,) = BACKGROUND.findings
    assert f'<a href="#{finding.id}">weekday does not fit</a>' in render()


def test_without_findings_the_page_says_so() -> None:
    assert "The checks found nothing." in render(None)


def test_articles_of_one_story_stand_together_named_by_words_not_numbers() -> None:
    shelves = list_sources(book())
    shelf = shelf_of(shelves, FIRST.id)
    assert {source.id for source in shelf.sources} == {FIRST.id, NATO.id}
    assert [copy.id for source in shelf.sources for copy in source.copies] == [COPY.id]
    assert (shelf.terms, shelf.days, shelf.size) == ("Kursk, Vladivostok", "19–28 October 2024", "3 documents")
    assert shelves[-1].terms == ""


def test_every_document_stands_in_exactly_one_place() -> None:
    listed = [one.id for shelf in list_sources(book()) for source in shelf.sources for one in (source, *source.copies)]
    assert sorted(listed) == sorted(document.id for document in ACCOUNT.documents)


def test_whose_word_a_document_is_stands_in_words_and_as_a_bar() -> None:
    source = next(source for source in shelf_of(list_sources(book()), FIRST.id).sources if source.id == FIRST.id)
    assert source.sourcing is not None
    assert (source.sourcing.named, source.sourcing.anonymous) == (0.75 * BAR, 0.25 * BAR)
    assert source.sourcing.words == (
        "4 assertions: 75% with a named voice, 25% on unnamed sources only, 0% without any voice"
    )


def test_a_credit_is_shown_with_its_words() -> None:
    html = render()
    assert "credits <b><bdi>ANTARA</bdi></b>" in html
    assert BACKGROUND.credits[0].evidence.quote in html


def test_shared_passages_are_listed_by_their_first_words() -> None:
    lineage = trace_lineage(COPY, book())
    assert lineage is not None
    assert (lineage.count, lineage.parent) == ("1 shared passage", FIRST.id)
    (passage,) = lineage.passages
    assert passage.words.split()[0] in COPY.text[50:120]
    assert passage.size.endswith("words")


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("published_earlier", "was published earlier"),
        ("published_earlier_that_day", "was published earlier that day"),
        ("names_outlet=Buana Lintang", "names Buana Lintang as its source"),
        ("says_translated", "says that it is a translation"),
        ("contained_in_longer", "stands almost whole in document"),
        ("undecided_undated", "not certain which came first"),
        ("undecided_same_day", "not certain which came first"),
        ("some_new_code=7", "some_new_code=7"),
    ],
)
def test_a_reason_is_said_in_words_and_an_unknown_code_stands_as_it_is(code: str, words: str) -> None:
    derivations = (replace(ACCOUNT.derivations[0], reason=code), *ACCOUNT.derivations[1:])
    account = replace(ACCOUNT, derivations=derivations)
    lineage = trace_lineage(COPY, open_book(account, names=make_names("en"), words=EN))
    assert lineage is not None
    assert words in lineage.reason


@pytest.mark.parametrize("kind", DerivationKind)
def test_only_a_repetition_word_for_word_has_the_same_text(kind: DerivationKind) -> None:
    derivations = (replace(ACCOUNT.derivations[0], kind=kind), *ACCOUNT.derivations[1:])
    account = replace(ACCOUNT, derivations=derivations)
    lineage = trace_lineage(COPY, open_book(account, names=make_names("en"), words=EN))
    assert lineage is not None
    by_meaning = kind in (DerivationKind.TRANSLATION, DerivationKind.PARAPHRASE)
    assert ("of its sentences have a counterpart" in lineage.text) is by_meaning
    assert ("of its text is the same" in lineage.text) is not by_meaning


def test_an_excerpt_is_an_original_text_that_names_what_it_quotes() -> None:
    derivations = (replace(ACCOUNT.derivations[0], kind=DerivationKind.EXCERPT), *ACCOUNT.derivations[1:])
    account = replace(ACCOUNT, derivations=derivations)
    shelves = list_sources(open_book(account, names=make_names("en"), words=EN))
    (own,) = [source for shelf in shelves for source in shelf.sources if source.id == COPY.id]
    assert own.lineage is not None and own.lineage.text.startswith("holds an excerpt of document")


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_page_with_all_this_still_closes_every_link(language: str) -> None:
    html = render(language=language)
    targets = set(re.findall(r'\bid="([^"]+)"', html))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= targets
