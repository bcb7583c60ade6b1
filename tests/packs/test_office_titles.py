"""Titles: each names an office that somebody is known to have held."""

from __future__ import annotations

from neraca.packs.catalogue import load_packs


def test_every_title_names_an_office_with_terms() -> None:
    packs = load_packs()
    held = {office for _, office in packs.offices.of_office}
    assert all(title.offices & held for rows in packs.offices.titles["en"].values() for title in rows)


def test_every_language_has_titles_and_words_for_former_ones() -> None:
    book = load_packs().offices
    assert set(book.titles) == set(book.former_before) == set(book.former_near) == set(load_packs().languages)


def test_words_for_standing_in_do_not_matter() -> None:
    book = load_packs().offices
    assert book.plain_office("acting president") == "president"
    assert book.plain_office("foreign minister") == "foreign minister"


def test_every_source_of_restarts_is_known() -> None:
    packs = load_packs()
    assert packs.offices.restarts <= set(packs.actors.as_of)
