"""A dossier with everything that it rests on, as files in a zip that anyone can check without this program."""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import IO, Any

from neraca.packs.words import Words
from neraca.publish.background import Background
from neraca.publish.exports import Row, document_row, write_jsonl
from neraca.publish.places import list_places
from neraca.publish.relations import Relations
from neraca.publish.verifier import DOCUMENTS, MANIFEST, MOST_PACKED, PAGE, SEAL, SMALL, SPANS
from neraca.records import Account, Derivation, Document

READ_ME, ANNOTATIONS, VERIFIER = "README.md", "annotations.jsonld", "verify.py"
FORMAT = 1

# The earliest time that a zip can hold: the same content gives the same file, whenever it is written.
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_MODE = 0o100644 << 16
_SENTENCES = "SENTENCES: dict[str, str] = {}\n"
_CODES = (
    *("unsafe", "damaged", "manifest", "missing", "changed", "extra", "row", "original", "text", "words"),
    *("unknown", "page", "fine", "hashes", "digest", "broken", "none"),
)

File = tuple[str, bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What a bundle holds.

    Attributes:
        page: The dossier.
        account: What it shows.
        background, relations: What it says beside the account; their sentences are quoted places, too.
        exports: Files of rows by name, as they are written; `claims.jsonl` among them.
        about: What the manifest says of the whole: title, limits, day, digest of the account, program.
    """

    page: str
    account: Account
    background: Background
    relations: Relations
    exports: Mapping[str, bytes]
    about: Row


def list_files(contents: Contents, *, words: Words, original: Callable[[Document], bytes] | None) -> Iterator[File]:
    """The bundle's files in order, the manifest and its digest last.

    Args:
        contents: What it holds.
        words: Of the page's language.
        original: Gives a document's file as it was added; None: originals and texts are left out, their digests stay.
    """
    listed: list[Row] = []
    for name, data in _files(contents, words=words, original=original):
        listed.append({"path": name, "sha256": hashlib.sha256(data).hexdigest(), "size": len(data)})
        yield name, data
    about = {"format": FORMAT, **contents.about, "with_originals": original is not None, "files": listed}
    manifest = (json.dumps(about, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode("utf-8")
    yield MANIFEST, manifest
    yield SEAL, f"{hashlib.sha256(manifest).hexdigest()}  {MANIFEST}\n".encode()


def write_zip(out: IO[bytes], listed: Iterable[File]) -> str:
    """Write files into a zip, the same bytes for the same files; return the digest of the manifest among them."""
    digest = ""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as bundle:
        for name, data in listed:
            info = zipfile.ZipInfo(name, date_time=_NO_TIME)
            info.compress_type = zipfile.ZIP_STORED if _looks_hostile(data) else zipfile.ZIP_DEFLATED
            info.external_attr, info.create_system = _MODE, 3
            bundle.writestr(info, data)
            digest = hashlib.sha256(data).hexdigest() if name == MANIFEST else digest
    return digest


def _looks_hostile(data: bytes) -> bool:
    """Whether the verifier would take a file for a trap, because it packs so well."""
    return len(data) > SMALL and len(data) > MOST_PACKED * len(zlib.compress(data, 9))


def sentences_of(words: Words) -> dict[str, str]:
    """What the verifier says, in a language."""
    return {code: words.translations.gettext(f"bundle.{code}") for code in _CODES}


def _files(contents: Contents, *, words: Words, original: Callable[[Document], bytes] | None) -> Iterator[File]:
    yield READ_ME, _read_me(contents, words, with_originals=original is not None).encode("utf-8")
    yield VERIFIER, _verifier(words).encode("utf-8")
    yield PAGE, contents.page.encode("utf-8")
    yield from contents.exports.items()
    spans = tuple(list_places(contents.account, contents.background, contents.relations))
    yield SPANS, write_jsonl(spans)
    yield DOCUMENTS, write_jsonl(_document(one, is_held=original is not None) for one in contents.account.documents)
    yield ANNOTATIONS, _annotations(contents.account, spans)
    if original is None:
        return
    for document in contents.account.documents:
        yield _text_path(document), document.text.encode("utf-8")
    seen: set[str] = set()
    for document in contents.account.documents:
        if document.sha256 not in seen:
            seen.add(document.sha256)
            yield _original_path(document), original(document)


def _document(document: Document, *, is_held: bool) -> Row:
    """A document; `original` and `text` say where its file and text lie, null where they are left out."""
    return {
        **document_row(document),
        "text_sha256": hashlib.sha256(document.text.encode("utf-8")).hexdigest(),
        "original": _original_path(document) if is_held else None,
        "text": _text_path(document) if is_held else None,
    }


def _text_path(document: Document) -> str:
    return f"texts/{document.id}.txt"


def _original_path(document: Document) -> str:
    """By digest, with the ending that the file had, where it is a plain one; several articles may lie in one file."""
    ending = re.fullmatch(r".*\.([A-Za-z0-9]{1,8})", document.name.rpartition("/")[2])
    return f"originals/{document.sha256}.{ending.group(1).lower() if ending else 'bin'}"


def _verifier(words: Words) -> str:
    """The verifier's own source, with its sentences filled in."""
    source = files("neraca.publish").joinpath("verifier.py").read_text(encoding="utf-8")
    sentences = json.dumps(sentences_of(words), ensure_ascii=False, indent=4)
    return source.replace(_SENTENCES, f"SENTENCES: dict[str, str] = {sentences}\n", 1)


def _read_me(contents: Contents, words: Words, *, with_originals: bool) -> str:
    about = contents.about
    lines = [f"# {about['title']}", *about["limits"], words.say("bundle-readme.what"), words.say("bundle-readme.check")]
    lines.append(words.say("bundle-readme.with" if with_originals else "bundle-readme.without"))
    lines.append(words.say("bundle-readme.digest"))
    parts = (
        PAGE,
        *contents.exports,
        SPANS,
        DOCUMENTS,
        ANNOTATIONS,
        *(("texts/", "originals/") if with_originals else ()),
    )
    parts = (*parts, VERIFIER, MANIFEST, SEAL)
    listed = "\n".join(f"- `{name}`: {words.say(f'bundle-file.{_key(name)}')}" for name in parts)
    lines += [listed, words.say("bundle-readme.program", **about["program"])]
    return "\n\n".join(_plain(line) if line is not listed else line for line in lines) + "\n"


def _plain(line: str) -> str:
    return " ".join(line.split())


def _key(name: str) -> str:
    return name.strip("/").replace(".", "-")


def _entity(document: Document, derivations: Iterable[Derivation]) -> dict[str, Any]:
    """A document, the file that it was read from, and the documents that it repeats."""
    entity: dict[str, Any] = {
        "id": f"urn:neraca:{document.id}",
        "type": "prov:Entity",
        "dcterms:isFormatOf": f"urn:sha256:{document.sha256}",
        "prov:qualifiedDerivation": [
            {
                "type": "prov:Derivation",
                "prov:entity": {"id": f"urn:neraca:{row.parent}"},
                "neraca:kind": row.kind.value,
                "neraca:share": row.share,
                "neraca:reason": row.reason,
            }
            for row in derivations
        ],
    }
    return entity | ({"dcterms:source": document.url.value} if document.url is not None else {})


def _annotations(account: Account, spans: Iterable[Row]) -> bytes:
    """The quoted places as W3C Web Annotations, and which text was derived from which in PROV's terms."""
    parents: dict[str, list[Derivation]] = {}
    for row in account.derivations:
        parents.setdefault(row.child, []).append(row)
    graph = [_entity(document, parents.get(document.id, ())) for document in account.documents]
    graph += [
        {
            "type": "Annotation",
            "motivation": "identifying",
            "body": [f"urn:neraca:{own_id}" for own_id in span["of"]],
            "target": {
                "source": f"urn:neraca:{span['document']}",
                "selector": [
                    {"type": "TextPositionSelector", "start": span["start"], "end": span["end"]},
                    {"type": "TextQuoteSelector", "exact": span["exact"]},
                ],
            },
        }
        for span in spans
    ]
    context = [
        "http://www.w3.org/ns/anno.jsonld",
        {"prov": "http://www.w3.org/ns/prov#", "dcterms": "http://purl.org/dc/terms/", "neraca": "urn:neraca:terms:"},
    ]
    content = {"@context": context, "@graph": graph}
    return (json.dumps(content, ensure_ascii=False, indent=0, allow_nan=False) + "\n").encode("utf-8")
