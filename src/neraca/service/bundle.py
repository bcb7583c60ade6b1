"""A dossier's bundle: written from a store, and checked wherever it lies."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from neraca import __version__
from neraca.codec.json import encode
from neraca.errors import fail
from neraca.packs.problems import tell_again
from neraca.packs.said import DETAILS
from neraca.packs.words import read_words
from neraca.pipeline.judgements import EVENT, OUTLET, VOICE, Standing
from neraca.publish.bundle import Contents, File, list_files, sentences_of, write_zip
from neraca.publish.exports import Row, write_jsonl
from neraca.publish.verifier import CLAIMS, Report, check_bundle, tell_report
from neraca.records import Account, Document, Judgement
from neraca.service.dossiers import Dossier
from neraca.service.judgement_rows import judgement_record_row
from neraca.service.output import make_export
from neraca.store import Store

_EXPORTED = ("events", "ledger")


def write_bundle(
    path: Path, dossier: Dossier, store: Store, *, language: str, standing: Standing, with_originals: bool = True
) -> str:
    """Write a bundle whole or not at all; return the SHA-256 of its manifest, which stands for everything in it.

    The same dossier gives the same files, and with one zlib the same zip, byte for byte.

    Args:
        path: Where it goes.
        dossier: What it is about.
        store: Where the originals are kept.
        language: Of the page and of what explains the bundle.
        standing: A person's judgements; those about what the dossier shows go with it.
        with_originals: Put the files in as they were added, and the texts; else only their digests.

    Raises:
        NeracaError: N601, when the system refuses; N504, when the store cannot give an original.
    """
    account = dossier.account
    contents = Contents(
        page=dossier.page,
        account=account,
        background=dossier.background,
        relations=dossier.relations,
        exports={
            CLAIMS: make_export(account, name="claims", standing=standing),
            **{f"{name}.jsonl": make_export(account, name=name, standing=standing) for name in _EXPORTED},
            "judgements.jsonl": write_jsonl(_judgements(account, standing)),
        },
        about={
            "title": dossier.title,
            "limits": list(dossier.limits),
            "language": language,
            "as_of": None if account.as_of is None else account.as_of.isoformat(),
            "program": {"name": "neraca", "version": __version__},
            "account": {
                "sha256": hashlib.sha256(encode(account)).hexdigest(),
                "documents": len(account.documents),
                "claims": len(account.claims),
                "events": len(account.events),
                "entries": len(account.entries),
            },
        },
    )

    def original(document: Document) -> bytes:
        return store.original(document.sha256)

    listed = list_files(contents, words=read_words(language), original=original if with_originals else None)
    return _write(path, listed)


def verify_bundle(path: Path) -> Report:
    """All faults of a bundle, a zip or a folder; nothing of it is run or unpacked.

    Raises:
        NeracaError: N301, when nothing is there.
    """
    try:
        if not path.exists():
            raise fail("N301", where=str(path))
    except (OSError, ValueError) as error:
        raise fail("N301", where=str(path)) from error
    return check_bundle(path)


def tell_bundle(report: Report, path: Path, language: str) -> Iterable[str]:
    """What was found, in lines for people."""
    words = read_words(language)
    faults = tuple(replace(one, detail=tell_again(one.detail, DETAILS, words)) for one in report.faults)
    return tell_report(replace(report, faults=faults), str(path), sentences_of(words))


def report_row(report: Report, path: Path) -> Row:
    """What was found, for machines."""
    return {
        "path": str(path),
        "fine": not report.faults,
        "manifest_sha256": report.digest or None,
        "files": report.files,
        "documents": report.documents,
        "spans": report.spans,
        "compared": report.compared,
        "faults": [{"code": one.code, "where": one.where, "detail": one.detail} for one in report.faults],
    }


def _write(path: Path, listed: Iterable[File]) -> str:
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("wb") as out:
            digest = write_zip(out, listed)
        part.replace(path)
    except OSError as error:
        raise fail("N601", path=path, detail=error.strerror or error) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return digest


def _judgements(account: Account, standing: Standing) -> list[Row]:
    """Those about what the account holds, and what undoes them."""
    named = {document.id for document in account.documents} | {claim.id for claim in account.claims}
    named |= {f"{EVENT}{claim.id}" for claim in account.claims}
    named |= {f"{OUTLET}{document.outlet.value}" for document in account.documents if document.outlet is not None}
    named |= {f"{VOICE}{witness.voice}" for event in account.events for witness in event.testimony}
    kept: list[Judgement] = []
    for one in sorted(standing.judgements, key=lambda one: (one.made_at, one.id)):
        if named.intersection(one.about):
            named.add(one.id)
            kept.append(one)
    return [judgement_record_row(one) for one in kept]
