"""What an event card says of weight: credibility, witnesses with their copies, figures with an estimate, outcomes."""

from __future__ import annotations

import re
from dataclasses import replace

from dossier_account import document, made_event, make_account, make_names
from dossier_reader import Reader

from neraca.packs.words import read_words
from neraca.publish.book import open_book
from neraca.publish.dossier import render_dossier
from neraca.publish.events import event_row, sort_events
from neraca.publish.figures import WIDTH, plot_figures
from neraca.publish.weight import weigh_row
from neraca.publish.world import read_world
from neraca.records import Account, Claim, Derivation, DerivationKind, Document, EventStatus, Stance, VoiceKind
from neraca.weigh.witnesses import find_roots

EN = read_words("en")
BOOK = open_book(make_account(), names=make_names("en"), words=EN)
TROOPS = next(event for event in BOOK.account.events if event.credibility_rule == "party_confirms_with_witness")
A, OFFICIAL = Stance.ASSERTS, VoiceKind.OFFICIAL


def made_account(*sentences: tuple[str, str, str, int], copy_of: str = "") -> Account:
    """An event told in one document per sentence: outlet, words, voice's actor, amount; the last may be a copy."""
    documents: list[Document] = []
    claims: dict[str, Claim] = {}
    for at, (outlet, words, actor, amount) in enumerate(sentences):
        source = document(f"{at}.txt", f"Report {at}\n\n{words}\n", outlet=outlet, day=f"2025-01-1{at}", language="en")
        documents.append(source)
        name = words.split(", ")[1].split()[0]
        claims[str(at)] = Reader(source).claim(
            words, "sent", "AID", "PRK=North Korea", "RUS=Russia", items=(("soldiers", "troops"),),
            many=((f"{amount} soldiers", amount, amount, "person"),), voices=((name, actor, OFFICIAL, A),),
        )  # fmt: skip
    derivations: tuple[Derivation, ...] = ()
    if copy_of:
        derivations = (
            Derivation(
                child=documents[-1].id, parent=documents[int(copy_of)].id, kind=DerivationKind.COPY, share=0.9,
                reason="published_earlier",
            ),
        )  # fmt: skip
    event = made_event(
        claims, " ".join(claims), EventStatus.DISPUTED, roots=find_roots(derivations),
        published={one.id: one.day for one in documents},
    )  # fmt: skip
    return Account(
        as_of=None, documents=tuple(documents), claims=tuple(claims.values()), derivations=derivations, events=(event,),
        entries=(),
    )  # fmt: skip


RIVALS = made_account(
    ("Samudra", "North Korea sent 1500 soldiers to Russia, Seoul said", "KOR", 1500),
    ("Buana Lintang", "North Korea sent 10000 soldiers to Russia, Washington said", "USA", 10000),
    ("Kabar Kilat", "North Korea sent 1500 soldiers to Russia, Seoul said", "KOR", 1500),
    copy_of="0",
)


def test_a_card_shows_the_proposed_digit_with_its_meaning_and_rule() -> None:
    weight = weigh_row(TROOPS, BOOK)
    assert (weight.grade, weight.meaning) == ("2", "probably true")
    assert weight.rule == "a party confirms it, and another independent witness says so"
    html = render()
    card = re.search(rf'<article[^>]* id="{TROOPS.id}".*?</article>', html, re.S)
    assert card is not None
    assert '<b class="dg">2</b> probably true <span class="q">(proposed)</span>' in card[0]
    assert weight.rule in card[0]


def test_witnesses_for_and_against_are_counted_apart() -> None:
    weight = weigh_row(TROOPS, BOOK)
    assert len(weight.backers) == len(TROOPS.testimony) > 1
    assert len(weight.deniers) == len(TROOPS.testimony_against) > 0
    assert weight.balance == f"{len(weight.backers)} independent witnesses, {len(weight.deniers)} against"


def test_a_partys_own_word_is_marked() -> None:
    backers = {row.name: row.is_party for row in weigh_row(TROOPS, BOOK).backers}
    assert backers["North Korea"] and not backers["South Korea"]
    assert "a party’s own word" in render()


def test_a_copy_stands_under_the_report_that_it_repeats() -> None:
    book = open_book(RIVALS, names=make_names("en"), words=EN)
    (event,) = RIVALS.events
    seoul, washington = weigh_row(event, book).backers
    assert (seoul.name, seoul.size) == ("South Korea", "2 reports, 1 of them repeats another")
    (report,) = seoul.reports
    (copy,) = report.copies
    assert (report.number, report.how) == ("1", "")
    assert (copy.number, copy.how) == ("3", "copy of 1")
    assert [number for _, number in copy.claims] == ["3.1"]
    assert [len(one.copies) for one in washington.reports] == [0]


def test_each_amount_has_who_says_so_and_when() -> None:
    book = open_book(RIVALS, names=make_names("en"), words=EN)
    (plot,) = plot_figures(RIVALS.events[0], book)
    assert plot.conflicting and plot.thing == "troops"
    assert [(one.amount, one.said[0].name, one.said[0].day) for one in plot.readings] == [
        ("1,500 people", "South Korea", "10 January 2025"),
        ("10,000 people", "United States", "11 January 2025"),
    ]


def test_an_estimate_is_a_bracket_on_the_scale_that_nobody_stated() -> None:
    book = open_book(RIVALS, names=make_names("en"), words=EN)
    (event,) = RIVALS.events
    (plot,) = plot_figures(event, book)
    bracket, estimate = plot.estimate, event.amounts[0].estimate
    assert bracket is not None and estimate is not None
    assert 0 <= bracket.start < bracket.best < bracket.end <= WIDTH
    assert bracket.words.startswith("stated by nobody: with a chance of 80% between ")
    assert "from 2 independent sources" in bracket.words
    html = render(RIVALS)
    assert html.count('class="est"') == 1


def test_what_came_true_links_to_what_made_it_come_true_and_back() -> None:
    foreseen = next(event for event in BOOK.account.events if event.fulfilled_by)
    row = event_row(foreseen, BOOK)
    assert (row.mark, row.status) == ("done", "fulfilled")
    ((outcome, _),) = row.weight.outcomes
    back = next(event for event in BOOK.account.events if event.id == outcome)
    assert back.anchor in foreseen.fulfilled_by
    assert [event for event, _ in weigh_row(back, BOOK).foretold] == [foreseen.id]
    html = render()
    assert f'Came true: <a class="r" href="#{outcome}">' in html
    assert f'Foretold: <a class="r" href="#{foreseen.id}">' in html


def test_the_strongest_evidence_is_quoted_on_both_sides() -> None:
    (event,) = RIVALS.events
    row = sort_events(open_book(RIVALS, names=make_names("en"), words=EN)).disputed[0]
    assert row.quoted_claim == (event.strongest or event.anchor)
    assert "Strongest evidence: " in render(RIVALS)


def render(account: Account | None = None) -> str:
    return render_dossier(
        account or make_account(), names=make_names("en"), words=EN, world=read_world(), language="en", title="Weight"
    )


def test_a_status_that_a_person_gave_is_marked_and_stands_beside_the_programs_own() -> None:
    marks = "judged-status=denied", f"proposed-status={TROOPS.status}"
    judged = replace(TROOPS, status=EventStatus.DENIED, proposed=TROOPS.status, reasons=(*TROOPS.reasons, *marks))
    row = event_row(judged, BOOK)
    assert row.status == "denied (a person’s judgement)"
    assert [reason.text for reason in row.reasons[-2:]] == [
        "a person judged it denied",
        "by the program’s rules it is confirmed",
    ]
