"""Files for others: the dossier, and exports."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from neraca.errors import fail
from neraca.packs.catalogue import Packs
from neraca.pipeline.judgements import VERDICTS, Standing, event_mark
from neraca.publish.background import Background
from neraca.publish.entries import entry_row
from neraca.publish.exports import Row, claim_row, document_row, write_csv, write_jsonl
from neraca.records import Account, JudgementKind
from neraca.service.coded import claim_languages, coded_claim_row, coded_event_row
from neraca.service.corrections import fields_read
from neraca.service.dossiers import write_dossier
from neraca.service.judgement_rows import judgement_record_row

NOTHING = Standing()
EXPORTS: tuple[str, ...] = ("claims", "documents", "events", "gold", "judgements", "ledger")


def make_dossier(
    account: Account, packs: Packs, *, language: str, title: str = "", background: Background | None = None
) -> str:
    """The dossier as one HTML page.

    Args:
        account: What it shows.
        packs: Names of actors, event types and items.
        language: Of its words.
        title: Of the page; "" for the catalogue's.
        background: What it says of documents beside their claims (`gather_background`).

    Raises:
        NeracaError: N107, when the program does not speak the language.
    """
    known = background or Background()
    return write_dossier(account, packs, language=language, title=title, background=known).page


def make_export(account: Account, *, name: str, as_csv: bool = False, standing: Standing = NOTHING) -> bytes:
    """An export's bytes, as JSON Lines or CSV: the same account gives the same bytes.

    Args:
        account: With what was judged wrong, for `claims` and `events`, whose rows say so.
        name: One of `EXPORTS`.
        as_csv: Write CSV.
        standing: What stands of a person's judgements.

    Raises:
        NeracaError: N104, when there is no such export.
    """
    if name not in EXPORTS:
        raise fail("N104", name=name, known=", ".join(EXPORTS))
    rows = _ROWS[name](account, standing)
    if not as_csv:
        return write_jsonl(rows)
    columns = tuple(dict.fromkeys(key for row in rows for key in row))
    return write_csv(rows, columns=columns)


def write_file(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; a pipe or device gets the bytes as they come.

    Raises:
        NeracaError: N601, when the system refuses.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(content)
            return
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise fail("N601", path=path, detail=error.strerror or error) from error


def _claims(account: Account, standing: Standing) -> list[Row]:
    documents = {document.id: document for document in account.documents}
    marks, read = standing.marks(account.claims), fields_read(account)
    return [
        {**coded_claim_row(claim, documents[claim.document]), **_judged(marks.get(claim.id), read.get(claim.id))}
        for claim in account.claims
    ]


def _gold(account: Account, standing: Standing) -> list[Row]:
    """Claims that a person judged, as examples: what was right, what should be, and what should not be there."""
    documents, read = {document.id: document for document in account.documents}, fields_read(account)
    verdicts = {name: one for one in standing.current if one.kind in VERDICTS for name in one.about}
    rows = []
    for claim in account.claims:
        verdict = verdicts.get(claim.id)
        if verdict is not None:
            row = {**claim_row(claim, documents[claim.document]), **_judged(verdict.kind.value, read.get(claim.id))}
            # Scored as gold, a claim that should not be there is neither asked for nor punished.
            rows.append(row | {"optional": True} if verdict.kind is JudgementKind.WRONG else row)
    return rows


def _judged(mark: str | None, read: Row | None = None) -> Row:
    """A person's verdict, and what was misread, where there is one: without it a row is as the format says."""
    return ({"judged": mark} if mark else {}) | ({"read": read} if read else {})


def _documents(account: Account, _standing: Standing) -> list[Row]:
    return [document_row(document) for document in account.documents]


def _events(account: Account, _standing: Standing) -> list[Row]:
    members = claim_languages(account)
    return [{**coded_event_row(event, members), **_judged(event_mark(event))} for event in account.events]


def _ledger(account: Account, _standing: Standing) -> list[Row]:
    return [entry_row(entry) for entry in account.entries]


def _judgements(_account: Account, standing: Standing) -> list[Row]:
    return [judgement_record_row(one) for one in standing.judgements]


_ROWS: dict[str, Callable[[Account, Standing], list[Row]]] = {
    "claims": _claims,
    "documents": _documents,
    "events": _events,
    "gold": _gold,
    "judgements": _judgements,
    "ledger": _ledger,
}
