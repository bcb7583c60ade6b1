"""Views as rows whose options are more than bounds: timeline, reactions, outlook; and those of the whole account."""

from __future__ import annotations

from starlette.exceptions import HTTPException

from neraca.records import Level
from neraca.relate.associations import WITHIN_DAYS
from neraca.service import tables
from neraca.service.association_rows import measured_rows
from neraca.service.checking import checks_rows
from neraca.service.outlook_rows import outlook_rows, record_rows
from neraca.service.reaction_rows import chain_rows, return_rows, said_rows
from neraca.service.selection import Selection
from neraca.service.timeline_rows import timeline_rows, zoomed_rows
from neraca.web.options import Rows, is_set
from neraca.web.visit import Visit

BASES = ("said", "measured")
LONGEST_DAYS = 90


def disputes_view(visit: Visit, bounds: Selection) -> Rows:
    """Rows of `neraca disputes --json`."""
    return tables.disputes_rows(visit.snapshot.account, bounds)


def outlets_view(visit: Visit, bounds: Selection) -> Rows:
    """Rows of `neraca outlets --json`."""
    snapshot = visit.snapshot
    return tables.outlets_rows(snapshot.whole, visit.packs, bounds, snapshot.standing, snapshot.whole_background)


def checks_view(visit: Visit, bounds: Selection) -> Rows:
    """Rows of `neraca checks --json`."""
    return checks_rows(visit.snapshot.account, visit.snapshot.background.findings, bounds)


def timeline_view(visit: Visit, bounds: Selection) -> Rows:
    """Rows of `neraca timeline --json`, with its options `by` and `top`."""
    snapshot = visit.snapshot
    account, background, known = snapshot.account, snapshot.background, snapshot.relations.chronology
    by, top = visit.query("by"), _read_number(visit, "top", most=None)
    if not by:
        return timeline_rows(account, bounds, background, top=top, chronology=known)
    if by not in tuple(Level):
        raise HTTPException(400, f"by: {', '.join(Level)}")
    return zoomed_rows(account, bounds, background, level=Level(by), top=top, chronology=known)


def reactions_view(visit: Visit, bounds: Selection) -> Rows:
    """Rows of `neraca reactions --json`, with its options `only`, `chains`, `returns` and `within`."""
    account, known = visit.snapshot.account, visit.snapshot.relations.reactions
    if is_set(visit, "chains"):
        return chain_rows(account, visit.packs, bounds, reactions=known)
    if is_set(visit, "returns"):
        return return_rows(account, bounds, reactions=known)
    only = visit.query("only")
    if only not in ("", *BASES):
        raise HTTPException(400, f"only: {', '.join(BASES)}")
    rows: Rows = []
    if only != "measured":
        rows += said_rows(account, visit.packs, bounds, reactions=known)
    if only != "said":
        rows += _measured(visit, bounds)
    return rows


def outlook_view(visit: Visit, bounds: Selection) -> Rows:
    """Rows of `neraca outlook --json`, with its option `records`."""
    rows = record_rows if is_set(visit, "records") else outlook_rows
    return rows(visit.snapshot.account, bounds, outlooks=visit.snapshot.relations.outlooks)


def _measured(visit: Visit, bounds: Selection) -> Rows:
    """What was measured; what nothing bounds was measured when the snapshot was made."""
    within = _read_number(visit, "within", most=LONGEST_DAYS) or WITHIN_DAYS
    if bounds == Selection() and within == WITHIN_DAYS:
        return [dict(row) for row in visit.snapshot.relations.measured]
    return measured_rows(visit.snapshot.account, visit.packs, bounds, within_days=within)


def _read_number(visit: Visit, name: str, *, most: int | None) -> int | None:
    """A whole number above zero; None where the address names none."""
    text = visit.query(name)
    if not text:
        return None
    number = visit.number(name, default=0)
    if not number or (most is not None and number > most):
        raise HTTPException(400, f"{name}: 1–{most}" if most is not None else f"{name}: 1–")
    return number
