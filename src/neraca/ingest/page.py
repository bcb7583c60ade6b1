"""HTML: the article's own words by trafilatura, its facts by the page's own fields."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from typing import Any

import trafilatura

from neraca.errors import NeracaError, fail
from neraca.ingest.assemble import Parts, titled
from neraca.ingest.markup import ELEMENT_LIMIT, blocks_of, parse_page
from neraca.ingest.page_metadata import PageFacts, page_facts
from neraca.packs.ingest import IngestPack

_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,100}encoding=[\"']([\w.:-]{2,40})",
    re.IGNORECASE,
)
_PAIRED = ("article", "main", "section", "div", "script", "style", "body", "html")
# trafilatura's time grows with the square of the links: 20,000 take 7 s, 2,000 a tenth of a second.
_LINK_LIMIT = 2_000
# Below this a page has a teaser or a notice, not an article.
_LEAST_WORDS = 25


def declared_encoding(content: bytes) -> str:
    """The encoding that a page's first 4,096 bytes name, or ""."""
    match = _CHARSET.search(content[:4096])
    return "" if match is None else (match[1] or match[2]).decode("ascii", "ignore")


def page_parts(text: str, pack: IngestPack, *, where: str) -> Iterator[Parts | NeracaError]:
    """The article of a page; a page that ends in its middle gives what is there and N315.

    Raises:
        NeracaError: N305 too large, N306 no article in it.
    """
    tree = parse_page(text, where=where)
    facts = page_facts(tree, pack)
    body = _body(tree, facts)
    if len(body.split()) < _LEAST_WORDS:
        raise fail("N306", where=where)
    if is_cut(text):
        yield fail("N315", where=where)
    yield Parts(
        text=titled(facts.title, body),
        title=facts.title,
        outlet=facts.outlet,
        author=facts.author,
        date=facts.date,
        url=facts.url,
        language=facts.language,
    )


def is_cut(text: str) -> bool:
    """Whether a page ends inside a tag, or before the elements that it opened are closed.

    HTML lets a page leave out `</body>` and `</html>`, but not the end of a `div` or `article`.
    """
    lower = text.casefold()
    if lower.rstrip().endswith("</html>"):
        return False
    if lower.rfind("<") > lower.rfind(">"):
        return True
    return any(_count(lower, f"<{tag}") > lower.count(f"</{tag}") for tag in _PAIRED[:-2])


def _count(lower: str, opening: str) -> int:
    return len(re.findall(re.escape(opening) + r"[\s>]", lower))


def _body(tree: Any, facts: PageFacts) -> str:
    _thin(tree)
    if sum(1 for _ in tree.iter()) > ELEMENT_LIMIT:
        paragraphs = _paragraphs(tree)
    else:
        words = _extracted(tree)
        paragraphs = [line.strip() for line in words.split("\n") if line.strip()]
        if len(words.split()) < _LEAST_WORDS:
            paragraphs = _paragraphs(tree)
    title = facts.title.casefold()
    return "\n\n".join(" ".join(line.split()) for line in paragraphs if line.casefold() != title)


def _extracted(tree: Any) -> str:
    try:
        extracted = trafilatura.bare_extraction(
            copy.deepcopy(tree),
            include_comments=False,
            include_tables=False,
            include_images=False,
            include_links=False,
            favor_precision=True,
            with_metadata=False,
        )
    except Exception:
        # Hostile markup breaks its recursive parts; the page's own paragraphs are read instead.
        return ""
    return str(getattr(extracted, "text", None) or "")


def _thin(tree: Any) -> None:
    """Take out what is never the article, so that the time stays linear."""
    for element in tree.xpath("//script | //style | //noscript | //template | //svg | //iframe | //form | //nav"):
        element.drop_tree()
    links = tree.xpath("//a")
    if len(links) <= _LINK_LIMIT:
        return
    for link in links:
        if link.getparent() is not None:
            if link.xpath("ancestor::p[1]"):
                link.drop_tag()
            else:
                link.drop_tree()


def _paragraphs(tree: Any) -> list[str]:
    """Paragraphs by the page's own marks, for pages that trafilatura finds nothing in or is too slow for."""
    main = tree.xpath("//article | //main | //*[@role='main']") or [tree]
    blocks = blocks_of(max(main, key=lambda element: len(element.text_content())))
    return [block for block in blocks if len(block.split()) >= 8 or re.search(r"[.!?]$", block)]
