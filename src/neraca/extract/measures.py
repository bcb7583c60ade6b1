"""What belongs to a draft: its items, amounts and time, and whether it has what its act needs."""

from __future__ import annotations

from neraca.extract.arrivals import arrives
from neraca.extract.clauses import breaks, clause_end, clause_start
from neraca.extract.drafts import Draft
from neraca.extract.items import Thing, things_between
from neraca.extract.learned import is_sure, spans_of
from neraca.extract.line import Line
from neraca.extract.roles import takes_receiver
from neraca.packs.events import EventFile, Voice
from neraca.records import ArgumentRole, MentionForm, Quantity, Stage, When

LEFT_OF_NOUN = 3
# What a newspaper quotes was said in these days before it.
SPEAKING_DAYS = 7
LEFT_OF_RELATIVE = 9
_WITHOUT_ITEMS = frozenset(("SUPPORT", "AGREE", "CONSULT", "ACCUSE", "REQUEST", "REJECT", "CONCEDE"))


_COUNTS_SUBJECT = frozenset(("victim", "kill", "fight", "mutual", "visit", "arrive"))
# What comes or is counted is named without who sends it.
_WITHOUT_DOER = frozenset(("victim", "receive", "arrive", "tally"))
_COMING = frozenset((Stage.PLANNED, Stage.PREDICTED, Stage.HYPOTHETICAL))
_WEAPONS = frozenset(("arms", "munitions", "missiles", "nuclear"))


def fit_things(draft: Draft, things: tuple[Thing, ...]) -> None:
    """Give a draft the items in its reach: behind a verb, before a passive, around a noun."""
    first, last = _reach(draft)
    draft.things = things_between(things, first, last)
    if draft.things:
        draft.decided("items", "in-reach")


def _reach(draft: Draft) -> tuple[int, int]:
    line, trigger = draft.line, draft.trigger
    last = _items_end(line, trigger.last)
    if trigger.voice is Voice.NOUN:
        left = max(0, trigger.first - LEFT_OF_NOUN) if line.language == "en" else trigger.first
        return left, last
    if trigger.voice is Voice.PASSIVE and trigger.row.frame == "transfer" and takes_receiver(line, trigger):
        return trigger.last, last
    if trigger.voice is Voice.PASSIVE or trigger.row.frame == "arrive":
        start = clause_start(line, trigger.first)
        if start > 0 and line.has("relative", start - 1):
            start = max(0, start - LEFT_OF_RELATIVE)
        return start, last
    return trigger.first if len(trigger.row.phrase) else trigger.last, last


def _items_end(line: Line, i: int) -> int:
    """End of the objects that begin at word `i`: a list goes on over commas and brackets, not over a new verb."""
    k = i
    while k < len(line.words):
        if breaks(line, k) and not _bracket(line, k):
            return k
        if any(line.has(name, k) for name in ("complementizer", "relative", "subordinator")) and not line.has(
            "conjunction", k
        ):
            return k
        if k > i and line.is_verb(k) and not line.has("contains", k):
            return k
        k += 1
    return k


def _bracket(line: Line, k: int) -> bool:
    gap = line.gap(k)
    return ("(" in gap or ")" in gap) and not any(mark in gap for mark in ';:“”"')


def fit_measures(draft: Draft) -> None:
    """Give a draft the amounts and the time of its clause."""
    line, trigger = draft.line, draft.trigger
    first = clause_start(line, min(trigger.verb, trigger.first))
    last = max(clause_end(line, trigger.last), _reach(draft)[1])
    if trigger.voice is Voice.NOUN and trigger.light is None:
        first = max(first, trigger.first - LEFT_OF_NOUN)
        last = _reach(draft)[1]
    if draft.event not in _WITHOUT_ITEMS or draft.event == "CONSULT":
        # Who dies is counted before the verb; what is given is counted where the items stand.
        counted = first if trigger.row.frame in _COUNTS_SUBJECT else min(_reach(draft)[0], trigger.first)
        draft.quantities = tuple(q for q in line.quantities if _in_words(line, q, max(first, counted), last))
    draft.when = _time(line, first, max(last, clause_end(line, trigger.last)))
    if draft.event in _WITHOUT_ITEMS:
        draft.things = ()
    if draft.when is not None:
        draft.decided("when", "time-in-clause")
    _take_measures(draft)


def _take_measures(draft: Draft) -> None:
    """Let the reader choose among the amounts and times of the sentence where it sees some of the act's own."""
    line = draft.line
    amounts = spans_of(draft, ArgumentRole.QUANTITY)
    if amounts and draft.event not in _WITHOUT_ITEMS - {"CONSULT"}:
        chosen = tuple(q for q in line.quantities if any(q.evidence.span.meets(span) for span in amounts))
        if chosen:
            draft.quantities = chosen
            draft.decided("quantity", "reader")
    times = spans_of(draft, ArgumentRole.WHEN)
    found = [when for when in line.times if any(when.evidence.span.meets(span) for span in times)]
    found = [when for when in found if not _before_content(line, when, draft.trigger.first)]
    if found:
        draft.when = found[0]
        draft.decided("when", "reader")


def _in_words(line: Line, measure: Quantity | When, first: int, last: int) -> bool:
    start = line.word_at(measure.evidence.span.start)
    return first <= start < last


def _time(line: Line, first: int, last: int) -> When | None:
    found = [when for when in line.times if _in_words(line, when, first, last) and not _of_report(line, when)]
    return found[0] if found else None


def _before_content(line: Line, when: When, act: int) -> bool:
    """Whether the time stands with the verb of speaking, before what is said: *mengatakan pada 9 Januari bahwa …*."""
    i, last = line.word_at(when.evidence.span.start), line.word_at(when.evidence.span.end - 1) + 1
    opened = [k for k in range(last, act) if line.has("complementizer", k)]
    spoken = any(line.has("reporting", k) for k in range(max(0, i - 4), i))
    return spoken and bool(opened) and opened[0] - last <= 1


def drop_speaking_day(draft: Draft) -> None:
    """Take from what is still to come a single day of the week before the article: it is when that was said."""
    published, when = draft.line.reading.document.day, draft.when
    if published is None or when is None or when.span is None or draft.modality is None:
        return
    first, end = when.span.start, when.span.end
    if draft.modality.stage not in _COMING or first is None or end is None or (end - first).days != 1:
        return
    if 0 <= (published - first).days <= SPEAKING_DAYS:
        draft.when = None
        draft.reasons = [reason for reason in draft.reasons if reason.field != "when"]


def _of_report(line: Line, when: When) -> bool:
    """Whether the time belongs to the report (*lapor Antara pada Sabtu*), not to the act."""
    i = line.word_at(when.evidence.span.start)
    return any(line.has("after", k) for k in range(max(0, i - 5), i)) or _under_speaking(line, i)


def _under_speaking(line: Line, i: int) -> bool:
    """Whether the tree hangs word `i` on a verb that only names the speaker (*kata Y di Z, Selasa*)."""
    tree = line.tree
    if tree is None:
        return False
    token = tree.clause_of(tree.at_word[i])
    word = tree.word_of[token]
    return word >= 0 and (line.has("after", word) or line.has("reporting", word)) and tree.tokens[token].upos == "VERB"


def meets_needs(draft: Draft, kind: EventFile) -> bool:
    """Whether a draft has the parties and items without which its words are not this act."""
    row, trigger = draft.trigger.row, draft.trigger
    if not draft.actors and not draft.recipients:
        return False
    if is_sure(draft):
        return True
    doer = bool(draft.actors) or draft.outsider
    if trigger.voice in (Voice.ACTIVE, Voice.BARE) and not doer and row.frame not in _WITHOUT_DOER:
        return False
    if kind.verbal and not draft.actors and row.frame != "sanction":
        return False
    if row.frame == "speaker" and all(reason.rule not in ("speaker", "reader") for reason in draft.reasons):
        return False
    if draft.event == "ASSAULT" and draft.line.cue_in("disaster", 0, trigger.first) is not None:
        return False
    pronouns = all(m.form is MentionForm.PRONOUN for m in draft.actors + draft.recipients)
    if kind.mutual and trigger.voice is Voice.NOUN and trigger.light is None and pronouns and not row.strong:
        return False
    if draft.echo and not (draft.things or draft.quantities or trigger.light is not None):
        return False
    known = trigger.light is not None and any(r.field == "parties" and r.rule == "antecedent" for r in draft.reasons)
    needs = [row.needs, row.noun_needs if trigger.voice is Voice.NOUN else row.verb_needs]
    if kind.mutual and not row.strong and trigger.voice is Voice.NOUN:
        needs.append("two")
    return all(_has(draft, need) or (known and need.startswith("item")) for need in needs if need)


def _has(draft: Draft, need: str) -> bool:
    if need == "two":
        return len(draft.parties) >= 2
    if need == "aim":
        after = (draft.trigger.last, min(len(draft.line.words), draft.trigger.last + 3))
        return bool(draft.recipients) or draft.line.cue_in("planned", *after) is not None
    if need == "arriving":
        return arrives(draft)
    if need == "coming":
        return draft.modality is not None and draft.modality.stage in _COMING
    if need == "weapon":
        return bool(draft.recipients) and any(t.item_class in _WEAPONS for t in draft.seen)
    if need.startswith("quantity"):
        unit = need.partition(":")[2]
        return any(not unit or quantity.unit == unit for quantity in draft.quantities)
    if need == "sides":
        mutual = len(draft.actors) >= 2 and bool(draft.line.cues["each_other"])
        return bool(draft.actors and draft.recipients) or mutual
    wanted = need.partition(":")[2].split(",") if ":" in need else None
    return any(wanted is None or thing.item_class in wanted for thing in draft.things)
