"""Ledger lines in the dossier: sums that can be opened, whose word it is, corrections, years."""

from __future__ import annotations

from builders import make_claim, make_document
from neraca.link import group_claims
from neraca.packs.words import Names, read_words
from neraca.publish.balance import weigh_pairs
from neraca.publish.book import Book, open_book
from neraca.publish.lines import show_line
from neraca.records import Account, Claim, Counting, Document
from neraca.relate import build_ledger
from neraca.weigh import assess_groups

ONE = make_document("a.txt", text="Satu.", published="2025-03-22")
LATE = make_document("b.txt", text="Dua.", published="2025-10-20")
NIS = ("KOR", "intelligence", "asserts")
DENIED = ("RUS", "government", "denies")


def book_of(*claims: Claim, documents: tuple[Document, ...] = (ONE, LATE)) -> Book:
    events = assess_groups(group_claims(claims, documents), documents=documents, derivations=())
    days = {document.id: document.day for document in documents}
    account = Account(
        as_of=None, documents=documents, claims=claims, derivations=(), events=events,
        entries=build_ledger(events, claims, published=days),
    )  # fmt: skip
    return open_book(account, names=Names(actors={"KOR": "South Korea", "RUS": "Russia"}), words=read_words("en"))


def troops(document: Document = ONE, *voices: tuple[str, str, str], **fields: object) -> Claim:
    return make_claim(document, **{"items": ("troops",), "voices": voices, **fields})  # type: ignore[arg-type]


def test_a_sum_says_what_it_leaves_out_and_opens_to_the_claims() -> None:
    extra = troops(ONE, NIS, figures=((1000, 1000),), counting=Counting.ADDITIONAL, when=("2025-02-20", "2025-03-01"))
    whole = troops(ONE, NIS, at=300, figures=((11000, 11000),), counting=Counting.TOTAL)
    book = book_of(extra, whole)
    (line,) = (show_line(entry, book) for entry in book.account.entries)
    (total,) = line.sums
    assert total.amount == "11,000 people (in total)"
    assert [(heap.label, heap.amounts[0].amount, heap.amounts[0].claims) for heap in total.heaps] == [
        ("counted", "11,000 people (in total)", ((whole.id, book.numbers[whole.id]),)),
        ("not added: lies within the stated total", "1,000 people (additional)", ((extra.id, book.numbers[extra.id]),)),
    ]


def test_a_line_says_on_whose_word_and_against_whose() -> None:
    book = book_of(troops(ONE, NIS, DENIED))
    line = show_line(book.account.entries[0], book)
    assert (line.said_by, line.denied_by) == ("South Korea", "Russia")


def test_a_corrected_status_names_the_one_before_and_a_steady_one_tells_nothing() -> None:
    when = ("2024-10-08", "2024-10-14")
    book = book_of(troops(ONE, NIS, DENIED, when=when), troops(LATE, ("RUS", "military", "asserts"), when=when))
    line = show_line(book.account.entries[0], book)
    assert [(one.day, one.status, one.before) for one in line.corrections] == [
        ("22 March 2025", "denied", ""),
        ("20 October 2025", "delivered", "denied"),
    ]
    steady = book_of(troops(ONE, NIS))
    assert show_line(steady.account.entries[0], steady).corrections == ()


def test_gifts_of_several_years_stand_by_year_with_the_dateless_last() -> None:
    oil = make_claim(ONE, at=400, actors=("RUS",), recipients=("PRK",), items=("energy",), when=("2024-03-01", None))
    book = book_of(
        troops(ONE, when=("2024-10-08", "2024-10-14")), troops(ONE, at=200, when=("2025-02-20", "2025-03-01")), oil
    )
    (pair,) = weigh_pairs(book)
    assert [(year.label, len(year.left), len(year.right)) for year in pair.years] == [
        ("2024", 1, 0),
        ("2025", 1, 0),
        ("no certain year", 0, 1),
    ]
