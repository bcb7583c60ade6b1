"""Phrases of a title and a party: "Presiden Rusia Vladimir Putin", "pasukan elit Korut", "South Korea's spy agency"."""

from __future__ import annotations

from typing import NamedTuple

from neraca.annotate.naming import (
    Clause,
    Party,
    abbreviation_after,
    new_name_at,
    party_at,
    title_at,
)
from neraca.records import MentionForm

_HEADS = ("persons", "envoys", "bodies", "people")
_POSSESSIVE_GAPS = ("", "'s", "’s", "'", "’")
_LONGEST_ABBREVIATED_RANK = 3
_NOT_BEHIND = ("the", "of", "for")


class Phrase(NamedTuple):
    """Words that stand for one actor: offsets in the text, and the atom behind them.

    `alone` marks a person called by the surname only.
    """

    start: int
    end: int
    actor: str
    form: MentionForm
    person: str
    after: int
    alone: bool = False


class Titles(NamedTuple):
    """A run of titles: the deciding head's kind ("" for none), the atom behind, whether it is a former office."""

    kind: str
    after: int
    former: bool
    envoys: bool


def left_phrase(clause: Clause, at: int) -> Phrase | None:
    """The phrase whose titles begin at an atom, before the party's name."""
    titles = _run_before(clause, at)
    if not titles.kind:
        return None
    party = party_at(clause, titles.after)
    if party is None or not party.actor or not _joins(clause, titles, party):
        return None
    if _half_of_pair(clause, party):
        return None
    if clause.language == "en" and party.form is not MentionForm.PERSON:
        whole = _whole_party(clause, party)
        return None if whole is None else _with_holder(clause, at, titles=titles, party=whole)
    if party.form is MentionForm.PERSON:
        form = MentionForm.PERSON if titles.kind in ("persons", "envoys") else MentionForm.AGENCY
        return _phrase(clause, at, party.after, party=party, form=form, former=titles.former)
    return _with_holder(clause, at, titles=titles, party=party)


def _run_before(clause: Clause, at: int) -> Titles:
    """Titles from `at` up to a party's name; the first head decides in Indonesian, the last in English."""
    kind, envoys, former, settled = "", False, False, False
    here = at
    while here < len(clause.atoms) and (here == at or clause.gap(here - 1) == ""):
        found = title_at(clause, here)
        if found is None or (not kind and found[0].kind == "between" and here == at):
            break
        title, after = found
        party = party_at(clause, here)
        if party is not None and not _is_title_of(clause, party, after):
            break
        # In English the head before "of" decides (General of the Army), else the last one.
        settled = settled or clause.language != "en" or clause.atoms[here].key in clause.book.connectors["en"]["of"]
        if title.kind in _HEADS:
            kind = kind if kind and settled else title.kind
            envoys = envoys or title.kind == "envoys"
        former = former or title.kind == "former"
        here = after
    return Titles(kind, here, former, envoys)


def _is_title_of(clause: Clause, party: Party, title_after: int) -> bool:
    """Whether a title wins over a name at the same place (Dewan Keamanan before a state)."""
    if title_after > party.after:
        return True
    if title_after < party.after or clause.gap(title_after - 1) != "":
        return False
    follower = party_at(clause, title_after)
    return clause.language == "id" and follower is not None and follower.form is MentionForm.NAME


def _joins(clause: Clause, titles: Titles, party: Party) -> bool:
    """Whether nothing stands between the titles and the party but, in English, "of (the)"."""
    if clause.gap(titles.after - 1) != "":
        return False
    if clause.language != "en" or party.form is MentionForm.PERSON:
        return True
    of = clause.book.connectors["en"]["of"]
    if titles.kind not in ("persons", "envoys"):
        of = of - {"for"}  # a spokesman for Egypt is Egypt's; troops for Ukraine are not Ukraine's
    last = [atom.key for atom in clause.atoms[max(titles.after - 2, 0) : titles.after]]
    return last[-1] in of or (last[-1] == "the" and last[0] in of)


def _whole_party(clause: Clause, party: Party) -> Party | None:
    """The party behind "of", with titles of its own (the Egyptian military); None when it owns what follows."""
    if clause.gap(party.after - 1) in _POSSESSIVE_GAPS[1:]:
        return None
    kind, end, _ = _run_behind(clause, party.after)
    if not kind:
        return None if party.form is MentionForm.DEMONYM else party
    return party._replace(after=end)


def _half_of_pair(clause: Clause, party: Party) -> bool:
    """Whether the party is the first of a hyphenated pair (pasukan gabungan AS-Korsel)."""
    if clause.between(party.after - 1).strip() not in ("-", "–", "—") or clause.between(party.after - 1).isspace():
        return False
    other = party_at(clause, party.after)
    return other is not None and bool(other.actor) and clause.between(party.after - 1) in ("-", "–")


def right_phrase(clause: Clause, at: int, party: Party) -> Phrase | None:
    """The phrase of a party's name at an atom and the titles behind it ("Turkish Foreign Minister Hakan Fidan")."""
    if clause.language != "en" or clause.between(party.after - 1) == "-":
        return None
    kind, end, envoys = _run_behind(clause, party.after)
    if not kind:
        return None
    former = _is_former(clause, at)
    titles = Titles(kind, end, former, envoys)
    if party.form is MentionForm.PERSON:
        if kind != "bodies":
            return None
        return _phrase(clause, at, end, party=party, form=MentionForm.AGENCY, former=former)
    return _with_holder(clause, at, titles=titles, party=party._replace(after=end))


def _run_behind(clause: Clause, start: int) -> tuple[str, int, bool]:
    """English titles behind a party: the last head's kind ("" for none), the atom behind it, whether envoys are in."""
    here, kind, end, envoys = start, "", start, False
    while here < len(clause.atoms) and clause.gap(here - 1) in (_POSSESSIVE_GAPS if here == start else ("",)):
        found = title_at(clause, here)
        if found is None or found[0].kind in ("leading", "former") or _begins_other(clause, here, found[1]):
            break
        # "king of Jordan and the prime ministers", "protesters and police": the party ends before.
        if clause.atoms[here].key in _NOT_BEHIND or (here == start and clause.atoms[here].key == "and"):
            break
        here = found[1]
        if found[0].kind in _HEADS:
            kind, end, envoys = found[0].kind, here, envoys or found[0].kind == "envoys"
    return kind, end, envoys


def _begins_other(clause: Clause, here: int, title_after: int) -> bool:
    party = party_at(clause, here)
    return party is not None and party.after > title_after


def _is_former(clause: Clause, at: int) -> bool:
    found = title_at(clause, at - 1) if at > 0 and clause.gap(at - 1) == "" else None
    return found is not None and found[0].kind == "former"


def _with_holder(clause: Clause, at: int, *, titles: Titles, party: Party) -> Phrase:
    """The phrase with the place an envoy is sent to, a bracketed short form, and the office-holder's name."""
    after, close = party.after, 0
    bracket = abbreviation_after(clause, after, party.actor, known=False)
    if bracket is not None:
        after, close = bracket
    if titles.envoys:
        after, close = _sent_to(clause, after, close)
    if titles.kind not in ("persons", "envoys"):
        form = _form_of(titles.kind, party)
        return _phrase(clause, at, after, party=party, form=form, former=titles.former, close=close)
    holder = _holder(clause, after, actor=party.actor, close=close)
    if holder is None:
        return _phrase(clause, at, after, party=party, form=MentionForm.PERSON, former=titles.former, close=close)
    found = party._replace(person=holder.person, alone=holder.alone)
    return _phrase(clause, at, holder.after, party=found, form=MentionForm.PERSON, former=titles.former)


def _form_of(kind: str, party: Party) -> MentionForm:
    if kind == "people":
        return MentionForm.DEMONYM
    return MentionForm.NAME if party.actor.startswith(("IGO:", "GRP:")) else MentionForm.AGENCY


def _sent_to(clause: Clause, after: int, close: int) -> tuple[int, int]:
    """Behind "untuk PBB", "to the United Nations": the new end, or the old one."""
    to = clause.book.connectors[clause.language]["to"]
    if close or after >= len(clause.atoms) or clause.gap(after - 1) != "" or clause.atoms[after].key not in to:
        return after, close
    here = after + 1
    if here < len(clause.atoms) and clause.atoms[here].key == "the":
        here += 1
    place = party_at(clause, here)
    return (place.after, 0) if place is not None and place.actor else (after, close)


def _holder(clause: Clause, after: int, *, actor: str, close: int) -> Party | None:
    """The name of who holds the office, behind the party."""
    gap = clause.gap(after - 1)
    gap = gap.removeprefix(")").strip() if close else gap
    if gap == "." and len(clause.atoms[after - 1].text) <= _LONGEST_ABBREVIATED_RANK:
        gap = ""
    if gap not in ("", ","):
        return None
    here = after
    rank = title_at(clause, here)
    while rank is not None and rank[0].kind == "persons":
        here = rank[1]
        if clause.gap(here - 1) != "":
            return None
        rank = title_at(clause, here)
    known, new = party_at(clause, here), _new_holder(clause, here, comma=gap == ",")
    # "Ja Song Nam" is new even where "Ja" has been introduced.
    if known is not None and (new is None or new.after <= known.after):
        # Without a comma the title tells for whom the person stands ("Perdana Menteri Belanda Mark Rutte").
        same = known.form is MentionForm.PERSON and (known.actor == actor or gap == "")
        return known if same else None
    return new


def _new_holder(clause: Clause, here: int, *, comma: bool) -> Party | None:
    if clause.level:
        return None
    end = new_name_at(clause, here)
    # Behind a comma one capitalised word may be anything; two are a name, if the apposition is closed again.
    if end == here or (comma and (end - here < 2 or clause.language == "en" or clause.gap(end - 1) == "(")):
        return None
    if end - here == 1 and clause.atoms[here].text.isupper():
        return None
    person = clause.document.text[clause.atoms[here].start : clause.atoms[end - 1].end]
    return Party("", MentionForm.PERSON, person, end)


def _phrase(
    clause: Clause,
    at: int,
    after: int,
    *,
    party: Party,
    form: MentionForm,
    former: bool,
    close: int = 0,
) -> Phrase:
    """A phrase over atoms `[at, after)`; a former office-holder stands for nobody."""
    actor = "" if former else party.actor
    end = max(close, clause.atoms[after - 1].end)
    return Phrase(clause.atoms[at].start, end, actor, form, party.person, after, party.alone)
