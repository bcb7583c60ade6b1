"""Finds dates that cannot be right: a wrong weekday, a day that does not exist, a deed told before it was done."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache

from neraca.packs.cues import Cues
from neraca.packs.language import Language
from neraca.records import Claim, Document, Finding, Found, Reading, Stage, When
from neraca.records.days import shift_day, whole_day

AFTER_PUBLICATION = "event_after_publication"
WEEKDAY = "weekday_mismatch"
IMPOSSIBLE = "impossible_date"

# The other side of the date line may have the next day already.
_ZONES = timedelta(days=1)
# A date without a year is taken for a near one; farther off, the year is a guess.
_NEAR = timedelta(days=14)
_DAY = timedelta(days=1)
_MONTH = timedelta(days=31)
_NUMERIC = re.compile(r"(?<!\d)(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})(?!\d)")
_SHORT = re.compile(r"(?<!\d)\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2})?(?![/.\-\d])")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NUMBERS = re.compile(r"\d+")
_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def find_date_errors(reading: Reading, *, language: Language, cues: Cues) -> tuple[Finding, ...]:
    """Findings about dates, in text order.

    Args:
        reading: Its times are resolved.
        language: The pack of its language.
        cues: The language's cues: words of plans and predictions.
    """
    found = [*_wrong_days(reading, language), *_early_reports(reading, language, cues)]
    return tuple(sorted(found, key=lambda finding: (finding.evidence.span, finding.kind, finding.message)))


def _wrong_days(reading: Reading, language: Language) -> Iterator[Finding]:
    document = reading.document
    times = [*_dateline(document), *reading.times]
    for when in times:
        finding = _impossible(when) or _wrong_weekday(when, document.day, language)
        if finding is not None:
            yield finding


def _dateline(document: Document) -> Iterator[When]:
    found: Found | None = document.published
    if found is None or found.span is None or document.day is None:
        return
    evidence = document.evidence(found.span.start, found.span.end)
    yield When(evidence=evidence, span=whole_day(document.day))


def _impossible(when: When) -> Finding | None:
    """A finding for a date in figures whose month has no such day."""
    match = _NUMERIC.search(when.evidence.quote)
    if match is None or when.span is not None:
        return None
    numbers = (int(match["day"]), int(match["month"]))
    orders = (numbers, numbers[::-1])
    year = int(match["year"])
    plausible = any(1 <= day <= 31 and 1 <= month <= 12 for day, month in orders)
    if not plausible or any(_date(year, month, day) is not None for day, month in orders):
        return None
    return Finding(
        evidence=when.evidence,
        kind=IMPOSSIBLE,
        message=f"There is no such day as {match.group()}.",
        settle="Another report of the same event with its date, or the dated record itself.",
        values=(("text", match.group()),),
    )


def _wrong_weekday(when: When, published: date | None, language: Language) -> Finding | None:
    """A finding for a weekday beside a date of another weekday."""
    span, quote = when.span, when.evidence.quote
    if span is None or span.start is None or span.end is None or span.end - span.start != _DAY:
        return None
    said = _weekday_in(quote, language)
    if said is None or said == span.start.weekday() or not _names_its_day(quote, span.start, published):
        return None
    if said in {day.weekday() for day in _other_readings(quote, span.start)}:
        return None
    days = _fitting_days(span.start, said, published)
    fitting = " or ".join(map(str, days))
    return Finding(
        evidence=when.evidence,
        kind=WEEKDAY,
        message=(
            f"{span.start} was a {_NAMES[span.start.weekday()]}, not a {_NAMES[said]}; a {_NAMES[said]} was {fitting}."
        ),
        settle=f"Another report of the same event that names its day: {span.start}, or {fitting}.",
        values=(
            ("day", str(span.start)),
            ("weekday", str(span.start.weekday())),
            ("weekday_said", str(said)),
            ("days_fitting", " ".join(map(str, days))),
        ),
    )


def _fitting_days(day: date, weekday: int, published: date | None) -> list[date]:
    """The nearest day with this weekday, and the days that a slip in month or year would make of it."""
    # Three days on either side hold every weekday, but where the calendar ends.
    near = [shift_day(day, timedelta(days=sign * shift)) for shift in range(1, 7) for sign in (-1, 1)]
    found = [next(one for one in near if one.weekday() == weekday)]
    for seen in () if published is None else (published, shift_day(published.replace(day=1), -_DAY)):
        slip = _date(seen.year, seen.month, day.day)
        if published is not None and slip is not None and slip.weekday() == weekday and abs(published - slip) <= _NEAR:
            found.append(slip)
    return sorted(set(found))


def _weekday_in(quote: str, language: Language) -> int | None:
    """The weekday that the quote begins with (0 is Monday), where it also holds a number."""
    if not any(character.isdigit() for character in quote):
        return None
    found = _weekday_finder(language).search(quote)
    return None if found is None else _weekdays(language)[found.group().lower()]


@lru_cache(maxsize=8)
def _weekdays(language: Language) -> dict[str, int]:
    return {name.lower(): at for at, names in enumerate(language.times.weekdays) for name in names}


@lru_cache(maxsize=8)
def _weekday_finder(language: Language) -> re.Pattern[str]:
    names = [name for row in language.times.weekdays for name in row]
    listed = "|".join(re.escape(name) for name in sorted([*names, *map(str.upper, names)], key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{listed})(?!\w)")


def _names_its_day(quote: str, day: date, published: date | None) -> bool:
    """Whether the words leave no doubt about the day: with the year, or near the day of publication without."""
    numbers = [int(number) for number in _NUMBERS.findall(quote)]
    if day.day not in numbers:
        return False
    if day.year in numbers or day.year % 100 in numbers[2:3]:
        return True
    return published is not None and abs(published - day) <= _NEAR


def _other_readings(quote: str, day: date) -> Iterator[date]:
    """The day that a date in figures means where the month stands first."""
    if (_NUMERIC.search(quote) or _SHORT.search(quote)) and day.day <= 12:
        swapped = _date(day.year, day.day, day.month)
        if swapped is not None:
            yield swapped


def _early_reports(reading: Reading, language: Language, cues: Cues) -> Iterator[Finding]:
    """Claims of what has happened on a day that lay ahead when the document was published."""
    published = reading.document.day
    if published is None:
        return
    claims = [claim for claim in reading.claims if claim.when is not None]
    seen: set[tuple[int, int]] = set()
    for claim in sorted(claims, key=lambda claim: (claim.optional, claim.trigger.span, claim.id)):
        when = claim.when
        if when is None or not _lies_ahead(when, published) or not _told_as_done(claim, claims):
            continue
        place = (when.evidence.span.start, when.evidence.span.end)
        if place in seen or _speaks_of_future(claim, when, reading=reading, language=language, cues=cues):
            continue
        seen.add(place)
        yield _early_report(claim, when, document=reading.document)


def _lies_ahead(when: When, published: date) -> bool:
    span, quote = when.span, when.evidence.quote
    if span is None or span.start is None or span.end is None or span.start - published <= _ZONES:
        return False
    # A year alone mostly belongs to a name: the election of 2029, the games of 2028.
    if span.end - span.start > _MONTH:
        return False
    # Without its year a date may be one of another year.
    return _YEAR.search(quote) is not None or (_SHORT.search(quote) is not None and span.start - published <= _NEAR)


def _told_as_done(claim: Claim, claims: Sequence[Claim]) -> bool:
    """Whether every claim that this time belongs to speaks of something done."""
    shared = [other for other in claims if other.when is not None and other.when.evidence == _time_of(claim)]
    return all(other.stage is Stage.OCCURRED and not other.negated for other in shared)


def _time_of(claim: Claim) -> object:
    return None if claim.when is None else claim.when.evidence


def _speaks_of_future(claim: Claim, when: When, *, reading: Reading, language: Language, cues: Cues) -> bool:
    """Whether the sentence has a word of plans, predictions or conditions, or the time stands in another sentence."""
    sentence = next((one for one in reading.sentences if claim.trigger.span.within(one.span)), None)
    if sentence is None or not when.evidence.span.within(sentence.span):
        return True
    return _future_finder(language, cues).search(reading.document.words(sentence.span)) is not None


@lru_cache(maxsize=8)
def _finder_of(words: tuple[str, ...]) -> re.Pattern[str]:
    listed = sorted(set(words), key=lambda word: (-len(word), word))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, listed))})(?!\w)", re.IGNORECASE)


def _future_finder(language: Language, cues: Cues) -> re.Pattern[str]:
    stage, modals = cues.stage, cues.modals
    words = (*language.times.future, *stage.planned, *stage.predicted, *stage.hypothetical, *cues.governors.wanted)
    return _finder_of((*words, *modals.will, *modals.may, *modals.must, *modals.would))


def _early_report(claim: Claim, when: When, *, document: Document) -> Finding:
    first, second = claim.trigger.span, when.evidence.span
    evidence = document.evidence(min(first.start, second.start), max(first.end, second.end))
    start = None if when.span is None else when.span.start
    return Finding(
        evidence=evidence,
        kind=AFTER_PUBLICATION,
        message=f"The text is dated {document.day}, but tells as done what it dates to {start}.",
        settle="When was the text published, and when did it happen? The page's own record, or another dated report.",
        values=(("day_published", str(document.day)), ("day", str(start))),
    )


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
