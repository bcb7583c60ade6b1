"""How real and how sure: stage, negation and certainty of an act, from the words around it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from neraca.extract.clauses import breaks, opens_clause
from neraca.extract.governing import governors, governs, hangs_on, inverted, right_under
from neraca.extract.line import Line
from neraca.extract.reality import read_reality
from neraca.extract.triggers import Trigger
from neraca.packs.events import TriggerRow, Voice
from neraca.records import Certainty, Stage

NEGATION_REACH = 5
WINDOW = 14
PREDICATE_REACH = 16


@dataclass(frozen=True, slots=True)
class Modality:
    """Stage, negation and certainty, and the words that decided the stage."""

    stage: Stage
    negated: bool
    certainty: Certainty
    rule: str


def find_modality(line: Line, trigger: Trigger, *, future_by_default: bool = False) -> Modality:
    """Read the modality of an act.

    Args:
        line: The sentence.
        trigger: The act.
        future_by_default: The act stands in what somebody asks for: it is `urged` unless it is done.
    """
    window = _window(line, trigger)
    predicate = _predicate(line, trigger)
    hedged = any(line.cue_in("hedge", *part) is not None for part in (window, predicate))
    chain = governors(line, trigger)
    stage, rule = _stage(line, trigger, window, chain)
    if future_by_default and stage in (Stage.OCCURRED, Stage.PLANNED) and rule != "completed":
        stage, rule = Stage.URGED, "urged"
    if stage in (Stage.URGED, Stage.PLANNED) and right_under(line, trigger, chain, "halts"):
        stage, rule = Stage.ONGOING, "to-be-ended"
    certainty = Certainty.HEDGED if hedged else Certainty.PLAIN
    return Modality(stage, _negated(line, trigger, window), certainty, rule)


def past_beside(line: Line, trigger: Trigger, modality: Modality) -> Modality | None:
    """What a plan says of the past as well: *tidak pernah dan tidak akan memberi*, *has not and will not supply*."""
    if modality.stage is not Stage.PLANNED or trigger.voice is Voice.NOUN:
        return None
    first, last = _window(line, trigger)
    past = [(a, b) for a, b in line.cues["completed"] if first <= a and b <= last]
    joint = [k for k in range(past[-1][1], last) if line.has("conjunction", k)] if past else []
    small = ("auxiliary", "planned", "negation", "conjunction")
    if not joint or any(not any(line.has(name, k) for name in small) for k in range(past[-1][1], last)):
        return None
    if line.cue_in("planned", joint[0], last) is None:
        return None
    near = (max(first, past[-1][0] - 2), joint[0])
    negated = any(near[0] <= a < near[1] and b <= near[1] for a, b in line.cues["negation"])
    return replace(modality, stage=Stage.OCCURRED, negated=negated, rule="past-beside-plan")


def _window(line: Line, trigger: Trigger) -> tuple[int, int]:
    """Words before the verb that may govern it: back to the clause's beginning or the last other voice."""
    verb = min(trigger.verb, trigger.first)
    start = verb
    while start > 0 and verb - start < WINDOW:
        if breaks(line, start) and line.group_at(start - 1) is None and not _dash_aside(line, start):
            break
        if any(line.has(name, start - 1) for name in ("complementizer", "relative")):
            break
        start -= 1
    if trigger.voice is not Voice.NOUN:
        return start, verb
    return start, max(trigger.last, trigger.verb + 1)  # with the verb behind that carries the noun


def _dash_aside(line: Line, i: int) -> bool:
    """Whether only a bracket stands there, as in *Korea Utara (Korut) akan*."""
    return "(" in line.gap(i) or ")" in line.gap(i)


def _stage(line: Line, trigger: Trigger, window: tuple[int, int], chain: tuple[int, ...]) -> tuple[Stage, str]:
    near = (max(window[0], min(window[1] - 8, trigger.first)), window[1])
    latest = {
        name: _last(line, trigger, chain, (name, near)) for name in ("planned", "predicted", "completed", "ongoing")
    }
    if _conditional(line, trigger, chain, told=max(latest["planned"], latest["predicted"]) < 0):
        return Stage.HYPOTHETICAL, "condition"
    done = latest["completed"] >= 0 and latest["planned"] < 0
    past = done and not (line.language == "en" and line.words[trigger.verb].low.endswith("ing"))
    if latest.pop("predicted") >= 0 and not past:
        return Stage.PREDICTED, "predicted"  # *kemungkinan telah mengirim* is of what was done, if it was
    best = max(latest, key=lambda name: latest[name])
    if not done and _is_forecast(line, trigger, chain, near):
        return Stage.PREDICTED, "forecast"
    if latest[best] >= 0:
        own = Stage(trigger.row.verb_stage)
        stage = {"planned": Stage.PLANNED, "completed": own, "ongoing": Stage.ONGOING}[best]
        return _english_ongoing(line, trigger, stage), best
    if trigger.voice is Voice.NOUN:
        return _noun_stage(line, trigger)
    return Stage(trigger.row.verb_stage), "default"


def _is_forecast(line: Line, trigger: Trigger, chain: tuple[int, ...], near: tuple[int, int]) -> bool:
    """Whether what comes is somebody's expectation: *memprediksi X …*, *memperkirakan X akan …*.

    Only a tree shows that; believing makes an expectation of what *will* be.
    """
    if not chain:
        return False
    will = _last(line, trigger, chain, ("will", near)) >= 0
    names = ("foretell", "believed") if will or trigger.row.frame == "arrive" else ("foretell",)
    before = [words for name in names for words in line.cues[name] if words[0] <= trigger.verb]
    return any(governs(line, trigger, chain, words) for words in before)


def _noun_stage(line: Line, trigger: Trigger) -> tuple[Stage, str]:
    """*pelatihan bersama … akan digelar*: what is said of the noun; *menerima gencatan senjata* is only agreed."""
    predicate = _predicate(line, trigger)
    for name, stage in (("predicted", Stage.PREDICTED), ("planned", Stage.PLANNED)):
        if line.cue_in(name, *predicate) is not None:
            return stage, name
    if trigger.event == "RETREAT" and trigger.light_kind == "get":
        return Stage.PLANNED, "accepted"
    if trigger.light is None or trigger.light_kind == "passive":
        return Stage(trigger.row.noun_stage), "noun"
    return Stage.OCCURRED, "default"


def _predicate(line: Line, trigger: Trigger) -> tuple[int, int]:
    """The words before and with the verb that a bare noun of action is the subject of; empty where there is none."""
    nothing = (trigger.last, trigger.last)
    if trigger.voice is not Voice.NOUN or trigger.light is not None:
        return nothing
    k = trigger.last
    while k < len(line.words) and k - trigger.last < PREDICATE_REACH:
        if breaks(line, k) or "," in line.gap(k) or opens_clause(line, k):
            return nothing
        if any(line.has(name, k) for name in ("planned", "predicted", "hedge")) and line.group_at(k) is None:
            return k, min(len(line.words), k + 3)
        if line.is_verb(k):
            return nothing
        k += 1
    return nothing


def _english_ongoing(line: Line, trigger: Trigger, stage: Stage) -> Stage:
    """*is* makes an act ongoing only with *-ing*; with a participle it is a passive."""
    if line.language != "en" or stage is not Stage.ONGOING:
        return stage
    before = line.words[trigger.verb - 1].low if trigger.verb > 0 else ""
    if before in ("is", "are", "being"):
        return stage if line.words[trigger.verb].low.endswith("ing") else Stage.OCCURRED
    return stage


def _last(line: Line, trigger: Trigger, chain: tuple[int, ...], place: tuple[str, tuple[int, int]]) -> int:
    """End of the last of a cue's words in a window that are said of the act; -1 where there are none."""
    name, window = place
    found = (
        b for a, b in line.cues[name] if window[0] <= a and b <= window[1] and governs(line, trigger, chain, (a, b))
    )
    return max(found, default=-1)


def _conditional(line: Line, trigger: Trigger, chain: tuple[int, ...], *, told: bool) -> bool:
    """Whether the act stands in a condition (*jika*, *if*) or holds only under one, before it or behind.

    Where the tree does not say, a condition that stands before the act in its sentence governs it. A threat or refusal
    that is `told` as made is made, whatever its condition.
    """
    if told and trigger.row.swallows:
        return False
    for a, b in (*line.cues["hypothetical"], *inverted(line)):
        following = line.words[b].low if b < len(line.words) else ""
        if following in ("sebelumnya", "dulu", "selama"):
            continue
        hangs = hangs_on(line, trigger, chain, a)
        if hangs is None:
            hangs = a < trigger.first and not line.has("reporting", max(0, a - 1))
        if hangs:
            return True
    return False


def _negated(line: Line, trigger: Trigger, window: tuple[int, int]) -> bool:
    near = (max(window[0], window[1] - NEGATION_REACH), min(window[1], trigger.verb))
    for a, b in line.cues["negation"]:
        if near[0] <= a and b <= near[1] and not any(c <= a < d for c, d in line.cues["not_negation"]):
            denied = any(b <= c and d <= near[1] for c, d in line.cues["denies"])  # *did not deny having sent*
            return not denied and not any(line.group_at(k) is not None for k in range(b, near[1]))
    return False


def modality_at(line: Line, i: int) -> Modality:
    """The modality of any predicate by its word: by the tree, else as of an act that has no event type."""
    reality = read_reality(line, i)
    if reality is None:
        return find_modality(line, Trigger(i, i + 1, "", Voice.ACTIVE, TriggerRow(frame="")))
    certainty = Certainty.HEDGED if reality.hedged else Certainty.PLAIN
    return Modality(reality.stage, reality.negated, certainty, reality.rule)
