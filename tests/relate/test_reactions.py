"""Reactions that texts tell, folded to events, and the chains that they make."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from builders import make_claim, make_document, make_evidence
from neraca.records import Claim, Document, Event, Link, LinkType, Reaction, ReactionKind, TimeOrder
from neraca.relate.reactions import find_chains, find_reactions, gather_reactions
from neraca.weigh import Sources, assess

PARTIES = ("USA", "CHN", "RUS", "IRN", "FRA", "JPN", "KOR", "PRK")


def tied(claim: Claim, *others: tuple[Claim, str], returned: bool = False) -> Claim:
    """The claim with a link to each of the others, said by the words beside it."""
    name = LinkType.IN_RETURN_FOR if returned else LinkType.REACTION_TO
    links = tuple(
        Link(type=name, to=other.id, cue=make_evidence(words, document=claim.document, start=500 + place))
        for place, (other, words) in enumerate(others)
    )
    return replace(claim, links=(*claim.links, *links))


def act(
    document: Document, at: int, actor: str, *, event: str = "ACCUSE", when: tuple[str, str] | None = None
) -> Claim:
    return make_claim(document, at=at, event=event, actors=(actor,), recipients=("UKR",), when=when)


def events_of(*groups: Iterable[Claim]) -> list[Event]:
    return [assess(list(group), sources=Sources(roots={})) for group in groups]


def reactions(
    events: Sequence[Event], claims: Iterable[Claim], *documents: Document, roots: dict[str, str] | None = None
) -> tuple[Reaction, ...]:
    return find_reactions(events, claims, documents, roots=roots)


def test_two_texts_that_say_the_same_are_one_reaction() -> None:
    one, two = make_document("a.txt"), make_document("b.txt", language="en", text="A sentence.")
    first = [act(document, 0, "RUS", event="ASSAULT") for document in (one, two)]
    second = [
        tied(act(document, 200, "JPN"), (cause, words))
        for document, cause, words in ((one, first[0], "mengecam"), (two, first[1], "in response to"))
    ]
    (found,) = reactions(events_of(first, second), [*first, *second], one, two)
    assert (found.reports, found.witnesses) == (2, 2)
    assert {saying.cue.quote for saying in found.sayings} == {"mengecam", "in response to"}


def test_a_copy_is_no_second_witness() -> None:
    one, two = make_document("a.txt"), make_document("b.txt", text="Satu kalimat lagi.")
    first = [act(document, 0, "RUS", event="ASSAULT") for document in (one, two)]
    second = [
        tied(act(document, 200, "JPN"), (cause, "mengecam")) for document, cause in zip((one, two), first, strict=True)
    ]
    (found,) = reactions(events_of(first, second), [*first, *second], one, two, roots={two.id: one.id})
    assert (found.reports, found.witnesses) == (2, 1)


def test_the_words_say_what_kind_it_is() -> None:
    document = make_document()
    cause = act(document, 0, "RUS", event="ASSAULT")
    kinds = {
        "menyusul": ReactionKind.SEQUENCE,
        "memicu": ReactionKind.TRIGGER,
        "Sebagai respons": ReactionKind.RESPONSE,
        "mengecam": ReactionKind.JUDGEMENT,
        "Reaksi": ReactionKind.RESPONSE,
    }
    for words, kind in kinds.items():
        effect = tied(act(document, 200, "JPN"), (cause, words))
        (found,) = reactions(events_of([cause], [effect]), [cause, effect], document)
        assert found.kind is kind


def test_a_return_and_an_answer_between_two_events_are_two() -> None:
    document = make_document()
    cause = act(document, 0, "RUS", event="AID")
    effect = tied(
        tied(act(document, 200, "PRK", event="AID"), (cause, "menanggapi")), (cause, "imbalan"), returned=True
    )
    found = reactions(events_of([cause], [effect]), [cause, effect], document)
    assert {one.kind for one in found} == {ReactionKind.RESPONSE, ReactionKind.RETURN}


def test_a_tie_within_one_event_is_no_reaction() -> None:
    document = make_document()
    cause = act(document, 0, "RUS")
    effect = tied(act(document, 200, "RUS"), (cause, "mengecam"))
    assert reactions(events_of([cause, effect]), [cause, effect], document) == ()


def test_a_tie_to_a_claim_that_no_event_holds_is_no_reaction() -> None:
    document = make_document()
    cause = act(document, 0, "RUS")
    effect = tied(act(document, 200, "JPN"), (cause, "mengecam"))
    assert reactions(events_of([effect]), [cause, effect], document) == ()


def test_times_agree_disagree_or_are_unknown() -> None:
    document = make_document()
    orders = {
        (("2024-01-01", "2024-01-02"), ("2024-01-05", "2024-01-06")): TimeOrder.IN_ORDER,
        (("2024-01-05", "2024-01-06"), ("2024-01-01", "2024-01-02")): TimeOrder.REVERSED,
        (("2024-01-05", "2024-01-06"), ("2024-01-05", "2024-01-06")): TimeOrder.IN_ORDER,
        (("2024-01-05", "2024-01-06"), None): TimeOrder.UNKNOWN,
    }
    for (first, second), order in orders.items():
        cause = act(document, 0, "RUS", when=first)
        effect = tied(act(document, 200, "JPN", when=second), (cause, "mengecam"))
        (found,) = reactions(events_of([cause], [effect]), [cause, effect], document)
        assert found.order is order


def network(edges: Iterable[tuple[int, int]]) -> tuple[list[Event], list[Claim], Document]:
    """Events of one claim each, the second of each pair tied to the first."""
    document = make_document()
    claims = [act(document, 200 * place, party) for place, party in enumerate(PARTIES)]
    linked = [
        tied(claim, *((claims[first], "mengecam") for first, second in edges if second == place))
        for place, claim in enumerate(claims)
    ]
    return events_of(*([claim] for claim in linked)), linked, document


def steps(edges: Iterable[tuple[int, int]]) -> list[list[int]]:
    events, claims, document = network(edges)
    place = {event.id: at for at, event in enumerate(events)}
    chains = find_chains(reactions(events, claims, document))
    return [[place[event] for event in chain.events] for chain in chains]


def test_a_chain_goes_from_the_first_cause_to_the_last_effect() -> None:
    assert steps([(0, 1), (1, 2), (2, 3)]) == [[0, 1, 2, 3]]


def test_a_single_reaction_is_no_chain() -> None:
    assert steps([(0, 1), (2, 3)]) == []


def test_two_ways_are_two_chains() -> None:
    assert sorted(steps([(0, 1), (1, 2), (1, 3)])) == [[0, 1, 2], [0, 1, 3]]


def test_a_step_against_the_times_is_left_out() -> None:
    document = make_document()
    one = act(document, 0, "RUS", when=("2024-03-01", "2024-03-02"))
    two = tied(act(document, 200, "JPN", when=("2024-03-05", "2024-03-06")), (one, "mengecam"))
    three = tied(act(document, 400, "KOR", when=("2024-01-05", "2024-01-06")), (two, "mengecam"))
    found = reactions(events_of([one], [two], [three]), [one, two, three], document)
    assert len(found) == 2
    assert find_chains(found) == ()


EDGES = st.lists(
    st.tuples(st.integers(0, len(PARTIES) - 1), st.integers(0, len(PARTIES) - 1)).filter(lambda one: one[0] != one[1]),
    max_size=14,
    unique=True,
)


@given(EDGES)
def test_no_chain_comes_back_and_every_step_is_said(edges: list[tuple[int, int]]) -> None:
    for chain in steps(edges):
        assert len(set(chain)) == len(chain) > 2
        assert all(step in edges for step in pairwise(chain))


@given(EDGES, st.randoms(use_true_random=False))
def test_the_order_of_events_claims_and_documents_does_not_matter(edges: list[tuple[int, int]], random: object) -> None:
    events, claims, document = network(edges)
    first = gather_reactions(events, claims, [document])
    shuffled = list(events)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    again = gather_reactions(shuffled, claims[::-1], [document])
    assert (again.said, again.chains) == (first.said, first.chains)
