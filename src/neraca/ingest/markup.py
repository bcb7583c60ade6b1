"""HTML parsing: a tree with limits, and the plain words of pieces of it."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree, html

from neraca.errors import NeracaError, fail

_PARAGRAPHS = ("p", "div", "br", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "section", "article")
_BLOCKS = frozenset((*_PARAGRAPHS, "tr", "td", "table", "ul", "ol", "figure", "figcaption"))
_UNSEEN = ("script", "style", "noscript", "template", "iframe", "svg", "object", "form")
# Illegal in XML: lxml refuses them in text that it is given.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
PAGE_LIMIT = 8_000_000
ELEMENT_LIMIT = 60_000


def parse_page(text: str, *, where: str) -> Any:
    """The page's tree; broken markup is repaired as browsers do.

    Raises:
        NeracaError: N305 too large, N306 nothing in it.
    """
    if len(text) > PAGE_LIMIT:
        raise fail("N305", where=where, size=f"{len(text):,}", limit=f"{PAGE_LIMIT:,} for a page")
    # A deep page (10,000 nested elements) breaks recursive readers behind lxml; its own limit (256) protects them.
    # lxml's own stubs leave these three untyped.
    parser: Any = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)  # type: ignore[no-untyped-call]
    try:
        tree = html.document_fromstring(_CONTROLS.sub(" ", text).encode("utf-8"), parser=parser)  # type: ignore[no-untyped-call]
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise _empty(where) from error
    return tree


def text_of_markup(words: str) -> str:
    """The plain text of a piece of HTML (a JSON field), blocks apart by blank lines."""
    try:
        tree = html.fragment_fromstring(_CONTROLS.sub(" ", words), create_parent="div")  # type: ignore[no-untyped-call]
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return words
    return "\n\n".join(blocks_of(tree))


def words_of(element: Any) -> str:
    """An element's words in one line."""
    return " ".join(element.text_content().split())


def blocks_of(tree: Any) -> list[str]:
    """The words of a tree in reading order, one string for each block (paragraph, heading, list item)."""
    blocks: list[str] = []
    words: list[str] = []

    def close() -> None:
        line = " ".join("".join(words).split())
        if line:
            blocks.append(line)
        words.clear()

    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        seen = tag not in _UNSEEN
        if tag in _BLOCKS:
            close()
        if event == "start" and seen and tag:
            words.append(element.text or "")
        if event == "end" and element is not tree:
            words.append(element.tail or "")
    close()
    return blocks


def _empty(where: str) -> NeracaError:
    return fail("N306", where=where)
