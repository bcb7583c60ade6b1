"""The page as a whole: nothing runs, nothing is fetched, nothing breaks out, everything is reachable."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import subprocess
import sys
from dataclasses import replace
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from dossier_account import make_account, make_names

from neraca.packs.words import Names, languages, read_words
from neraca.publish.dossier import render_dossier
from neraca.publish.world import read_world
from neraca.records import Account

VOID = {"meta", "link", "br", "hr", "img", "input"}
LOUD = {"script", "iframe", "object", "embed", "link", "img", "image", "form", "base", "foreignobject"}


class Page(HTMLParser):
    """Every tag with its attributes, the text, and whether the tags close in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.text: list[str] = []
        self.open: list[str] = []
        self.misplaced: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.misplaced.append(tag)

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def values(self, name: str) -> list[str]:
        return [attributes[name] for _, attributes in self.tags if name in attributes]


def render(language: str, account: Account | None = None, title: str = "Korea Utara & Rusia") -> str:
    return render_dossier(
        account or make_account(),
        names=make_names(language),
        words=read_words(language),
        world=read_world(),
        language=language,
        title=title,
    )


@lru_cache(maxsize=4)
def page(language: str) -> Page:
    return Page(render(language))


@pytest.fixture(params=["id", "en"])
def dossier(request: pytest.FixtureRequest) -> Page:
    return page(request.param)


def test_every_tag_closes_where_it_should(dossier: Page) -> None:
    assert dossier.misplaced == []
    assert dossier.open == []


def test_every_anchor_has_its_target(dossier: Page) -> None:
    targets = set(dossier.values("id"))
    local = {href[1:] for href in dossier.values("href") if href.startswith("#")}
    assert local <= targets


def test_no_id_stands_twice(dossier: Page) -> None:
    ids = dossier.values("id")
    assert len(ids) == len(set(ids))


def test_links_stay_on_the_page_or_lead_to_a_web_address_without_a_referrer(dossier: Page) -> None:
    away = [attributes for _, attributes in dossier.tags if not attributes.get("href", "#").startswith("#")]
    assert [attributes["href"] for attributes in away] == ["https://sunda-courier.example/2024/10/28/nato?a=1&b=2"]
    assert all(attributes["rel"] == "noreferrer" for attributes in away)


def test_nothing_on_the_page_runs_or_loads(dossier: Page) -> None:
    assert not LOUD & {tag for tag, _ in dossier.tags}
    names = {name for _, attributes in dossier.tags for name in attributes}
    assert not {name for name in names if name.startswith("on") or name in ("src", "srcset", "style", "xlink:href")}


def test_the_policy_lets_through_this_style_and_no_other() -> None:
    html = render("id")
    style = html.partition("<style>")[2].partition("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in html
    assert "url(http" not in style and "@import" not in style


def test_words_of_an_article_stay_words(dossier: Page) -> None:
    text = "".join(dossier.text)
    assert 'Rusia Kirim <b>Gandum</b> & "Minyak" <img src=x onerror=alert(1)>' in text
    assert 'Ceritra Kota <script>alert("x")</script> & kawan-kawan' in text


def test_a_title_cannot_close_its_element() -> None:
    found = Page(render("id", title="</title><script>alert(1)</script>"))
    assert "script" not in {tag for tag, _ in found.tags}


def test_every_record_can_be_reached_by_its_id(dossier: Page) -> None:
    account = make_account()
    ids = set(dossier.values("id"))
    for records in (account.documents, account.claims, account.events, account.entries):
        assert {record.id for record in records} <= ids


def test_every_event_and_ledger_line_links_to_all_its_claims() -> None:
    account, html = make_account(), render("en")
    for record in (*account.events, *account.entries):
        block = re.search(rf'id="{record.id}".*?(?=<article|<li [^>]*id="(?:event|entry)-|</section>)', html, re.S)
        assert block is not None
        for claim in record.claims:
            assert f'href="#{claim}"' in block[0]


def test_every_claim_links_back_to_its_events_and_lines() -> None:
    account, html = make_account(), render("en")
    for claim in account.claims:
        block = re.search(rf'<li id="{claim.id}".*?(?=<li id="claim-|</section>)', html, re.S)
        assert block is not None
        expected = [record.id for record in (*account.events, *account.entries) if claim.id in record.claims]
        assert all(f'href="#{target}"' in block[0] for target in expected)


def test_the_target_of_a_link_is_never_hidden_in_a_closed_fold() -> None:
    html = render("id")
    for fold in re.findall(r"<details(?! open)[^>]*>.*?</details>", html, re.S):
        assert not re.search(r'<(?!svg|use)\w+ [^>]*\bid="', fold)


def test_the_evidence_is_marked_word_for_word() -> None:
    account, html = make_account(), render("id")
    for claim in account.claims:
        block = re.search(rf'<li id="{claim.id}".*?</blockquote>', html, re.S)
        assert block is not None
        marked = Page(block[0].partition("<mark>")[2].partition("</mark>")[0])
        assert "".join(marked.text) == claim.evidence.quote


def test_the_same_account_gives_the_same_bytes() -> None:
    assert render("id") == render("id")


def test_another_hash_seed_gives_the_same_bytes() -> None:
    here = Path(__file__).parent
    code = (
        "import hashlib, sys; sys.path.insert(0, sys.argv[1]); import test_dossier_page as t;"
        "print(hashlib.sha256(t.render('en').encode()).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", code, str(here)],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "Asia/Jakarta"), ("2", "America/Lima"))
    }
    assert len(digests) == 1


def test_an_empty_account_is_a_page_that_says_so() -> None:
    nothing = Account(as_of=None, documents=(), claims=(), derivations=(), events=(), entries=())
    html = render_dossier(
        nothing, names=Names(), words=read_words("en"), world=read_world(), language="en", title="Nothing"
    )
    found = Page(html)
    assert found.misplaced == []
    assert "No claim was found." in html
    assert {href[1:] for href in found.values("href")} <= set(found.values("id"))


def test_an_account_without_names_shows_ids() -> None:
    html = render_dossier(
        make_account(), names=Names(), words=read_words("en"), world=read_world(), language="en", title="Ids"
    )
    assert "<b>PRK → RUS</b>: AID · troops" in html


def test_numbers_and_days_are_written_as_the_language_writes_them() -> None:
    indonesian, english = render("id"), render("en")
    assert "700.000 ton" in indonesian and "19 Juni 2024" in indonesian and "akhir Februari 2025" in indonesian
    assert "700,000 tons" in english and "19 June 2024" in english and "late February 2025" in english


def test_a_copy_stands_under_its_original_with_its_share() -> None:
    html = render("en")
    assert "copy of document 9 (93% of its text is the same)" in html
    assert "rewrite of document 6 (58% of its text is the same)" in html


def test_without_a_day_given_the_page_is_as_of_the_newest_publication() -> None:
    html = render("en", replace(make_account(), as_of=None))
    assert "3 September 2025 <span" in html and "the newest publication read" in html


def test_the_languages_of_the_catalogue_are_indonesian_and_english() -> None:
    assert languages() == ("en", "id")


def test_a_page_of_a_dozen_documents_stays_below_200_kilobytes() -> None:
    assert len(render("id").encode()) < 200_000
