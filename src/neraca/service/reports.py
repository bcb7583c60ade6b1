"""Dossiers, bundles and exports as files in a folder, for whoever asks for one without the command line."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from neraca.packs.catalogue import load_packs
from neraca.pipeline.judgements import find_standing
from neraca.records import Account
from neraca.service.accounts import build_account
from neraca.service.background import gather_background
from neraca.service.bundle import write_bundle
from neraca.service.dossiers import write_dossier
from neraca.service.output import EXPORTS, make_export, write_file
from neraca.service.scope import Scope
from neraca.store import Store

DOSSIERS: tuple[str, ...] = ("dossier.html", "dossier.zip")
KINDS: tuple[str, ...] = (
    *DOSSIERS,
    *(f"{name}.{suffix}" for name in EXPORTS for suffix in ("jsonl", "csv")),
)
"""Names of all the files that can be asked for."""

MEDIA_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".zip": "application/zip",
    ".jsonl": "application/x-ndjson; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What somebody asks for.

    Attributes:
        kind: One of `KINDS`; the scope bounds dossiers only.
        language: Of a dossier's words.
        title: Of a dossier; "" for its own.
        default_title: Where it has none of its own either.
        as_of: Know only what had been published by then.
    """

    kind: str
    language: str
    title: str = ""
    default_title: str = ""
    as_of: date | None = None
    scope: Scope = field(default_factory=Scope)
    with_originals: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A file that was made.

    Attributes:
        size: In bytes.
        sha256: Of its bytes.
        limits: Sentences that say what it is limited to.
    """

    path: Path
    size: int
    sha256: str
    documents: int
    claims: int
    events: int
    title: str = ""
    limits: tuple[str, ...] = ()


def make_report(folder: Path, store: Path, asked: Asked) -> Made:
    """Make the file in the folder, with the same bytes as `neraca report` or `neraca export` makes.

    Raises:
        NeracaError: As `write_dossier`, `write_bundle` and `make_export`.
    """
    path = folder / asked.kind
    packs = load_packs()
    with Store.open(store) as opened:
        standing = find_standing(opened.judgements())
        if asked.kind not in DOSSIERS:
            account = build_account(opened, as_of=asked.as_of, with_wrong=True)
            content = make_export(account, name=path.stem, as_csv=path.suffix == ".csv", standing=standing)
            write_file(path, content)
            return _made(path, account)
        account = build_account(opened, as_of=asked.as_of)
        dossier = write_dossier(
            account,
            packs,
            language=asked.language,
            title=asked.title,
            default_title=asked.default_title,
            background=gather_background(account, packs, own=opened.findings(asked.as_of)),
            scope=asked.scope,
        )
        if path.suffix == ".zip":
            write_bundle(
                path,
                dossier,
                opened,
                language=asked.language,
                standing=standing,
                with_originals=asked.with_originals,
            )
        else:
            write_file(path, dossier.page.encode("utf-8"))
    return _made(path, dossier.account, title=dossier.title, limits=dossier.limits)


def _made(path: Path, account: Account, *, title: str = "", limits: tuple[str, ...] = ()) -> Made:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Made(
        path=path,
        size=path.stat().st_size,
        sha256=digest,
        documents=len(account.documents),
        claims=len(account.claims),
        events=len(account.events),
        title=title,
        limits=limits,
    )
