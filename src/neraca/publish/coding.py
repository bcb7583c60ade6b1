"""Claims and events as PLOVER and CAMEO code them: type, mode, contexts, class, code and intensity."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from neraca.packs.coding import CodingBook, Context, Mode, Phrase, Rule, Words, word_keys
from neraca.records import Claim, Event, Stage
from neraca.text.words import word_ranges

# "lift all economic sanctions", "menarik seluruh pasukan": the words of a phrase may stand so many words apart.
_GAP = 2
_UNCODED = frozenset((Stage.PREDICTED, Stage.HYPOTHETICAL))


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """What an act is in PLOVER and CAMEO.

    Attributes:
        plover_event: Type by the act's stage: what is announced is AGREE or THREATEN, what is asked for REQUEST.
        mode: Of that type, or "" where the text gives none.
        contexts: Those that the text gives, in the order of `data/coding/contexts.toml`.
        quad_class: Verbal or material, cooperation or conflict.
        cameo: The most special code that the text supports.
        goldstein: The code's value, -10 to +10 (Goldstein, 1992).
        intensity: PLOVER's score of the mode, or of the type where there is no mode, -10 to +10.
    """

    plover_event: str
    mode: str
    contexts: tuple[str, ...]
    quad_class: str
    cameo: str
    goldstein: float
    intensity: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    """One claim's words by their keys, where the words of the act stand among them, its items and parties."""

    places: dict[str, list[int]]
    first: int
    last: int
    language: str
    items: frozenset[str]
    parties: tuple[str, ...]


def code_claim(claim: Claim, *, language: str, book: CodingBook) -> Coding | None:
    """The claim's coding, or None where it is not coded (`uncoded_reason` says why).

    Args:
        claim: The claim. Its voices do not matter: an act that is denied is coded as the act that is denied.
        language: ISO 639-1 code of its document.
        book: Words and codes.
    """
    if uncoded_reason(claim) is not None:
        return None
    return _code(claim.event, claim.stage, [_read(claim, language)], book)


def code_event(event: Event, *, members: Iterable[tuple[Claim, str]], book: CodingBook) -> Coding | None:
    """The event's coding from the words of its claims, or None where it is not coded.

    The mode is the one that most claims give, contexts are those that at least half of them give.

    Args:
        event: The event.
        members: Its claims, each with the language of its document.
        book: Words and codes.
    """
    if uncoded_reason(event) is not None:
        return None
    return _code(event.type, event.stage, [_read(claim, language) for claim, language in members], book)


def uncoded_reason(record: Claim | Event) -> str | None:
    """Why an act has no code: `negated`, `predicted` or `hypothetical`; None where it has one."""
    if record.negated:
        return "negated"
    return record.stage.value if record.stage in _UNCODED else None


def coding_row(coding: Coding | None, *, reason: str | None) -> dict[str, Any]:
    """A coding as a plain row; without one all values are null and `reason` says why."""
    return {
        "plover_event": None if coding is None else coding.plover_event,
        "mode": (coding.mode or None) if coding else None,
        "contexts": list(coding.contexts) if coding else [],
        "quad_class": None if coding is None else coding.quad_class,
        "cameo": None if coding is None else coding.cameo,
        "goldstein": None if coding is None else coding.goldstein,
        "intensity": None if coding is None else coding.intensity,
        "reason": reason,
    }


def _code(act: str, stage: Stage, texts: Sequence[_Text], book: CodingBook) -> Coding:
    kind = book.types[act]
    act_mode = _vote(act, texts, book)
    event, mode = act, act_mode
    if stage is Stage.URGED:
        event = kind.urged
        mode = act_mode if event == act else kind.urged_mode
    elif stage is Stage.PLANNED and kind.planned != act:
        event = kind.planned
        known = book.mode(act, act_mode)
        mode = (known.row.planned_mode if known else "") or kind.planned_mode or _vote(event, texts, book)
    contexts = _contexts(texts, book)
    cameo = _cameo(event, act=act, modes=(act_mode, mode), contexts=contexts, texts=texts, book=book)
    row = book.mode(event, mode)
    score = None if row is None else row.row.score
    return Coding(
        plover_event=event,
        mode=mode,
        contexts=contexts,
        quad_class=book.types[event].quad.value,
        cameo=cameo,
        goldstein=book.codes[cameo].goldstein,
        intensity=book.scores[event] if score is None else score,
    )


def _read(claim: Claim, language: str) -> _Text:
    quote = claim.evidence.quote
    start = claim.trigger.span.start - claim.evidence.span.start
    end = claim.trigger.span.end - claim.evidence.span.start
    places: dict[str, list[int]] = {}
    inside = []
    for number, (a, b) in enumerate(word_ranges(quote)):
        for key in word_keys(quote[a:b], language):
            places.setdefault(key, []).append(number)
        if a < end and start < b:
            inside.append(number)
    return _Text(
        places=places,
        first=min(inside, default=0),
        last=max(inside, default=0),
        language=language,
        items=frozenset(item.item_class for item in claim.items),
        parties=tuple(mention.actor for mention in claim.actors + claim.recipients),
    )


def _vote(event: str, texts: Sequence[_Text], book: CodingBook) -> str:
    """The mode that most texts give; of equals the one that comes first in the file."""
    votes = Counter(mode for text in texts if (mode := _mode(text, book.modes[event])))
    order = [mode.row.name for mode in book.modes[event]]
    return min(votes, key=lambda name: (-votes[name], order.index(name)), default="")


def _mode(text: _Text, modes: tuple[Mode, ...]) -> str:
    """The mode whose words stand nearest to the act's, the longest first; else one that items or parties give."""
    meant = [mode for mode in modes if not _holds(text, mode.excluded)]
    found = [
        (_distance(text, first, last), -(last - first), number, mode.row.name)
        for number, mode in enumerate(meant)
        for first, last in _matches(text, mode.words)
    ]
    if found:
        return min(found)[-1]
    for mode in meant:
        if text.items.intersection(mode.row.items) or any(
            party.startswith(beginning) for party in text.parties for beginning in mode.row.parties
        ):
            return mode.row.name
    return ""


def _contexts(texts: Sequence[_Text], book: CodingBook) -> tuple[str, ...]:
    return tuple(
        context.row.name
        for context in book.contexts
        if (given := sum(_gives(text, context) for text in texts)) and given * 2 >= len(texts)
    )


def _gives(text: _Text, context: Context) -> bool:
    if _holds(text, context.excluded):
        return False
    return bool(text.items.intersection(context.row.items)) or _holds(text, context.words)


def _cameo(
    event: str, *, act: str, modes: tuple[str, str], contexts: tuple[str, ...], texts: Sequence[_Text], book: CodingBook
) -> str:
    """The first rule's code that fits; a request made as a demand has the demand's code."""
    act_mode, mode = modes
    code = next(
        rule.row.code
        for rule in book.rules[event]
        if rule.row.act in ("", act)
        and (not rule.row.mode or (act_mode if rule.row.act else mode) in rule.row.mode)
        and _signed(rule, contexts, texts)
    )
    demand = book.demand
    if code.startswith(demand.old) and any(_holds(text, book.demand_words) for text in texts):
        return demand.new + code.removeprefix(demand.old)
    return code


def _signed(rule: Rule, contexts: tuple[str, ...], texts: Sequence[_Text]) -> bool:
    """A context or word that the rule asks for is there, or it asks for none."""
    if not (rule.row.context or rule.row.id or rule.row.en):
        return True
    return any(name in contexts for name in rule.row.context) or any(_holds(text, rule.words) for text in texts)


def _holds(text: _Text, words: Words) -> bool:
    return next(_matches(text, words), None) is not None


def _matches(text: _Text, words: Words) -> Iterator[tuple[int, int]]:
    """First and last word of each place where one of the phrases stands."""
    for phrase in words.of(text.language):
        for first in text.places.get(phrase[0], ()):
            last = _follow(text, phrase, first)
            if last is not None:
                yield first, last


def _follow(text: _Text, phrase: Phrase, first: int) -> int | None:
    last = first
    for key in phrase[1:]:
        after = [place for place in text.places.get(key, ()) if last < place <= last + 1 + _GAP]
        if not after:
            return None
        last = after[0]
    return last


def _distance(text: _Text, first: int, last: int) -> int:
    if last < text.first:
        return text.first - last
    return max(0, first - text.last)
