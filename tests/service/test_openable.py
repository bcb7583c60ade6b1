"""Every number in every view of the samples' dossier opens, by links of the page, to the sentence it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from lxml import html

from neraca.packs.catalogue import load_packs
from neraca.service import add, build_account
from neraca.service.background import gather_background
from neraca.service.demo import sample_files
from neraca.service.output import make_dossier
from neraca.store import Store

SECTIONS = (
    *("agreed", "disputed", "foreseen", "single", "checks", "ledger", "law", "network", "reactions"),
    *("timeline", "outlook", "sources"),
)
# Words that explain how to read the page; what a heading counts, which is the list below it ("sy" heads a story); and
# the years of a scale ("sc").
_EXPLAINING = frozenset(("note", "none", "leg", "three", "vh", "sy", "sc"))
_HEADINGS = frozenset(("h2", "summary", "title"))
_MOST_STEPS = 3


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> html.HtmlElement:
    folder = tmp_path_factory.mktemp("openable")
    with Store.create(folder / "store") as store, sample_files() as files:
        add(files, store, workers=1, clock=lambda: datetime(2026, 1, 1, 12, tzinfo=UTC))
        account, packs = build_account(store), load_packs()
        background = gather_background(account, packs, own=store.findings())
        text = make_dossier(account, packs, language="en", background=background)
    return html.document_fromstring(text.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8"))


@pytest.fixture(scope="module")
def anchors(page: html.HtmlElement) -> dict[str, html.HtmlElement]:
    return {element.get("id"): element for element in page.iter() if element.get("id")}


@pytest.fixture(scope="module")
def opening(anchors: dict[str, html.HtmlElement]) -> frozenset[str]:
    """Anchors from which a sentence is at most a few links away."""
    found = {name for name, element in anchors.items() if name.startswith("claim-") and element.xpath(".//blockquote")}
    for _ in range(_MOST_STEPS):
        found |= {
            name
            for name, element in anchors.items()
            if element.tag not in ("section", "body", "html") and any(target in found for target in _targets(element))
        }
    return frozenset(found)


def _targets(element: html.HtmlElement) -> Iterator[str]:
    for link in element.xpath(".//a[starts-with(@href,'#')] | .//*[local-name()='a'][starts-with(@href,'#')]"):
        yield link.get("href")[1:]


def _numbers(section: html.HtmlElement) -> Iterator[tuple[str, html.HtmlElement]]:
    """Texts with a digit, each with the element it stands in; a tail stands in its parent."""
    for element in section.iter():
        if not isinstance(element.tag, str):
            continue
        texts = [element.text, *(child.tail for child in element)]
        for text in texts:
            if text and re.search(r"\d", text):
                yield " ".join(text.split()), element


def _is_explained(element: html.HtmlElement) -> bool:
    own = [element, *element.iterancestors()]
    return any(_EXPLAINING & set((one.get("class") or "").split()) or one.tag in _HEADINGS for one in own)


def _opens(element: html.HtmlElement, opening: frozenset[str]) -> bool:
    """Whether the smallest part of the section around it that has links leads to a sentence."""
    for one in (element, *element.iterancestors()):
        if one.tag == "section":
            return False
        own = one.get("href", "")[1:] if one.tag == "a" else ""
        if own in opening or one.xpath("ancestor-or-self::blockquote") or any(t in opening for t in _targets(one)):
            return True
    return False


def test_every_link_of_the_page_leads_somewhere(page: html.HtmlElement, anchors: dict[str, html.HtmlElement]) -> None:
    assert {target for target in _targets(page) if target} <= set(anchors)


@pytest.mark.parametrize("name", SECTIONS)
def test_every_number_of_a_section_opens_to_a_sentence(
    name: str, anchors: dict[str, html.HtmlElement], opening: frozenset[str]
) -> None:
    numbers = [(text, element) for text, element in _numbers(anchors[name]) if not _is_explained(element)]
    assert [text for text, element in numbers if not _opens(element, opening)] == []


def test_the_numbers_of_the_head_lead_to_sections_that_open(
    page: html.HtmlElement, anchors: dict[str, html.HtmlElement], opening: frozenset[str]
) -> None:
    heads = page.xpath("//dl[contains(@class,'counts')]//a/@href")
    assert heads
    assert all(set(_targets(anchors[head[1:]])) & opening for head in heads)
