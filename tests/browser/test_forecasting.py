"""What an analyst comes for: asking what will happen, reading why, entering a number of their own, supposing."""

from __future__ import annotations

import re

from looking import look, open_page
from playwright.sync_api import Browser, expect

LONG_MS = 60_000


def test_an_analyst_asks_reads_why_and_enters_a_number(own_site: str, browser: Browser) -> None:
    with open_page(browser, own_site) as (page, faults):
        page.goto(f"{own_site}/outlook?view=forecasts")
        page.get_by_role("link", name="Ask a question").click()
        page.get_by_label("History").select_option("set")
        page.get_by_label("Who does it").fill("Russia")
        page.get_by_label("Does what").select_option("CONSULT")
        page.get_by_label("To, for, with or against whom").fill("North Korea")
        page.get_by_label("From what was known by").fill("2021-06-30")
        page.get_by_role("button", name="Ask", exact=True).click()
        page.wait_for_url("**/forecast/question-*", timeout=LONG_MS)
        expect(page.locator("h1")).to_have_text("Russia and North Korea meet or talk?")
        expect(page.locator("#number")).to_contain_text(re.compile(r"\d+%[\s\S]*base rate"))
        case = page.locator(".stair details").first
        case.locator("summary").click()
        expect(case).to_contain_text("set/a.txt, row")
        form = page.locator("form", has=page.get_by_label("Your probability"))
        form.get_by_label("Your probability").fill("40 %")
        form.get_by_label("Your name").fill("Rini")
        form.get_by_role("button", name="Enter").click()
        expect(page.locator("[role=status].done")).to_contain_text("Your number is in the book.")
        expect(page.locator("#answers")).to_contain_text("Rini")
        expect(page.locator("#answers")).to_contain_text("40% unlikely")
        assert look(page) == []
        assert faults == []


def test_a_case_is_left_out_and_the_number_moves(site: str, browser: Browser) -> None:
    with open_page(browser, site) as (page, faults):
        page.goto(f"{site}/outlook?view=forecasts")
        page.locator(".fq a").first.click()
        page.get_by_role("link", name="What if?").click()
        page.locator("input[name=remove]").first.check()
        page.get_by_role("button", name="Work it out").click()
        expect(page.get_by_role("heading", name="Before and after")).to_be_visible(timeout=LONG_MS)
        expect(page.locator("main")).to_contain_text("This is an association, not a cause")
        expect(page.locator("main")).to_contain_text(re.compile(r"[+−]\d+\.\d percentage points"))
        assert look(page) == []
        assert faults == []
