"""What people come for, done in a browser: finding out, filtering, going back in time, judging, adding, by keyboard."""

from __future__ import annotations

import re

from looking import look, open_page
from playwright.sync_api import Browser, Page, expect

LONG_MS = 60_000
ARTICLE = """Menteri Luar Negeri Indonesia bertemu Menteri Luar Negeri Jepang di Tokyo pada Senin, 15 Desember 2025.
Jepang akan mengirim dua kapal patroli kepada Indonesia, kata juru bicara Kementerian Luar Negeri Jepang.
"""


def number_of_events(page: Page) -> int:
    found = re.search(r"\d[\d.,]*", page.locator("h1 small").first.inner_text())
    assert found is not None
    return int(re.sub(r"\D", "", found.group()))


def test_a_newcomer_sees_within_a_click_how_many_say_that_troops_were_sent_who_denies_it_and_since_when(
    site: str, browser: Browser
) -> None:
    with open_page(browser, site) as (page, faults):
        page.goto(site)
        row = page.locator(".item", has_text="North Korea → Russia").filter(has_text="troops").first
        expect(row).to_contain_text(re.compile(r"\d independent sources say so"))
        expect(row).to_contain_text(re.compile(r"2 deny\s+Russia, North Korea"))
        expect(row).to_contain_text("reported since 19 October 2024")
        row.get_by_role("link").first.click()
        expect(page.locator("h1")).to_contain_text("North Korea → Russia")
        expect(page.locator("main")).to_contain_text("19 October 2024")
        assert faults == []


def test_filters_work_together_and_can_be_taken_off(site: str, browser: Browser) -> None:
    with open_page(browser, site) as (page, faults):
        page.goto(f"{site}/events")
        whole = number_of_events(page)
        page.locator("select[name=actor]").select_option("PRK")
        page.locator("select[name=item]").select_option("troops")
        page.get_by_role("button", name="Filter").click()
        assert "actor=PRK" in page.url and "item=troops" in page.url
        few = number_of_events(page)
        assert 0 < few < whole
        expect(page.locator(".item").first).to_contain_text("North Korea")
        page.get_by_role("link", name="Clear filters").first.click()
        assert number_of_events(page) == whole
        assert faults == []


def test_the_slider_goes_back_in_time_and_links_stay_there(site: str, browser: Browser) -> None:
    with open_page(browser, site) as (page, faults):
        page.goto(f"{site}/events")
        whole = number_of_events(page)
        slider = page.get_by_role("slider").first
        slider.focus()
        slider.evaluate("each => { each.value = Math.floor(each.max / 2); each.dispatchEvent(new Event('input')); }")
        with page.expect_navigation(timeout=LONG_MS):
            slider.press("ArrowLeft")
        page.locator("h1 small").wait_for(timeout=LONG_MS)
        assert "as_of=20" in page.url
        assert 0 < number_of_events(page) < whole
        page.locator(".item a").first.click()
        assert "as_of=20" in page.url
        page.get_by_role("link", name="Back to today").click()
        assert "as_of" not in page.url
        assert faults == []


def test_a_judgement_shows_at_once_and_can_be_taken_back(own_site: str, browser: Browser) -> None:
    with open_page(browser, own_site) as (page, faults):
        page.goto(f"{own_site}/events")
        page.locator(".item a").first.click()
        before = page.locator("h1").inner_text()
        address = page.url
        form = page.locator("form.jf", has=page.get_by_role("button", name="Wrong", exact=True)).first
        form.get_by_role("textbox").first.fill("The sentence speaks of a plan.")
        form.get_by_label("Your name").fill("Rini")
        form.get_by_role("button", name="Wrong", exact=True).click()
        notice = page.locator("[role=status].done")
        expect(notice).to_be_visible(timeout=LONG_MS)
        reload_until(page, "The sentence speaks of a plan.")
        assert look(page) == []
        notice.get_by_role("button").click()
        expect(page.locator("[role=status].done")).to_be_visible(timeout=LONG_MS)
        page.goto(address)
        assert page.locator("h1").inner_text() == before
        page.goto(f"{own_site}/judgements")
        expect(page.locator("main")).to_contain_text("Rini")
        assert faults == []


def test_an_article_is_added_while_somebody_else_reads(own_site: str, browser: Browser) -> None:
    with open_page(browser, own_site) as (reader, reading), open_page(browser, own_site) as (writer, writing):
        reader.goto(own_site)
        before = reader.locator(".counts dd").first.inner_text()
        writer.goto(f"{own_site}/add")
        form = writer.locator("form", has=writer.locator("textarea"))
        form.get_by_label("Title").fill("Dua kapal patroli untuk Indonesia")
        form.locator("textarea").fill(ARTICLE)
        form.locator("input[name=date]").fill("2025-12-15")
        form.get_by_role("button").click()
        expect(writer.locator("main")).to_contain_text("Dua kapal patroli untuk Indonesia", timeout=LONG_MS)
        expect(writer.get_by_role("heading", name=re.compile("^Articles"))).to_be_visible(timeout=LONG_MS)
        assert look(writer) == []
        expect(reader.locator("#news")).to_contain_text("Something newer has come in.", timeout=LONG_MS)
        reader.get_by_role("button", name="Reload").click()
        expect(reader.locator(".counts dd").first).not_to_have_text(before)
        assert reading + writing == []


def test_the_way_from_the_first_page_to_a_sentence_needs_no_mouse(site: str, browser: Browser) -> None:
    with open_page(browser, site) as (page, faults):
        page.goto(site)
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
        page.keyboard.press("Enter")
        tab_to(page, "a[href^='/events/event-']")
        page.keyboard.press("Enter")
        page.wait_for_url("**/events/event-*")
        tab_to(page, "a[href*='/articles/doc-']")
        page.keyboard.press("Enter")
        page.wait_for_url("**/articles/doc-*")
        page.goto(f"{site}/events")
        tab_to(page, "select[name=status]")
        page.keyboard.press("ArrowDown")
        tab_to(page, ".filters button")
        page.keyboard.press("Enter")
        page.wait_for_url("**status=*")
        tab_to(page, "nav.main summary", back=True)
        page.keyboard.press("Enter")
        tab_to(page, "a[href^='/map']")
        page.keyboard.press("Enter")
        page.wait_for_url("**/map*")
        assert faults == []


def reload_until(page: Page, words: str) -> None:
    """A page shows what is new at once where building it is quick, and on a busy machine when it is loaded again."""
    for _ in range(30):
        if words in page.locator("main").inner_text():
            return
        page.wait_for_timeout(1000)
        page.reload()
    raise AssertionError(f"the page never said: {words}")


def tab_to(page: Page, selector: str, *, back: bool = False) -> None:
    """Press Tab until what is wanted has the focus, and is seen to have it."""
    for _ in range(120):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline != "none", selector
            return
    raise AssertionError(f"no way to {selector} by keyboard")
