"""Broken files: named with a way out, and nothing worse."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ingest_help import BODY, codes, only, read

from neraca.ingest.sources import MEDIA_TYPES

PAGE = (
    "<!DOCTYPE html><html><head><title>Kapal Bantuan Tiba</title></head><body><article>"
    f"<h1>Kapal Bantuan Tiba</h1><p>{BODY}</p></article></body></html>"
)


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"\x00\x01\x02" * 50, "a.txt", "N303"),
        (b"%PDF-1.7 and so on", "a.txt", "N303"),
        (b"PK\x03\x04rest", "a.md", "N303"),
        (b"\xef\xbb\xbf \n\t", "a.txt", "N302"),
        (b"kata " * 300_000, "a.txt", "N312"),
        (("“Ya,” kata Kim. " * 9).encode() + b"\xe2\x80", "a.txt", "N304"),
        (b'{"title": "a", "text"', "a.json", "N307"),
        (b"[" * 100_000, "a.json", "N307"),
        (b"title,content\na,b\n", "a.csv", "N308"),
        (b"<html><body><nav>Beranda</nav></body></html>", "a.html", "N306"),
        (b"<html><body><p>Kapal ban", "a.html", "N306"),
        (b"kata", "a.docx", "N310"),
    ],
)
def test_a_broken_file_is_one_issue(content: bytes, name: str, code: str) -> None:
    ingested = read(content, name)
    assert ingested.documents == ()
    assert codes(ingested) == [(code, name)]
    assert ingested.issues[0].fix


def test_a_page_cut_in_its_middle_is_read_as_far_as_it_goes_and_named() -> None:
    ingested = read(PAGE[:-40], "a.html")
    assert codes(ingested) == [("N315", "a.html")]
    assert "beras, obat" in ingested.documents[0].text


def test_a_page_may_leave_out_the_last_end_tags() -> None:
    only(PAGE.replace("</body></html>", ""), "a.html")


def test_windows_text_is_read_and_its_encoding_named() -> None:
    ingested = read(f"Kapal “Café” Tiba\r\n\r\n{BODY}".encode("cp1252"))
    assert codes(ingested) == [("N316", "a.txt")]
    assert ingested.documents[0].text.startswith("Kapal “Café” Tiba\r\n")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_a_byte_order_mark_settles_the_encoding(encoding: str) -> None:
    assert BODY in only(BODY.encode(encoding)).text


def test_a_page_declares_its_encoding() -> None:
    page = PAGE.replace("<head>", '<head><meta charset="iso-8859-1">').replace("beras", "béras")
    assert "béras" in only(page.encode("iso-8859-1"), "a.html").text


def test_many_links_cost_no_more_than_few() -> None:
    links = "".join(f"<div><a href='/{i}'>berita lain {i}</a></div>" for i in range(20_000))
    assert BODY in only(PAGE.replace("</article>", links + "</article>"), "a.html").text


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(sorted(MEDIA_TYPES)))
def test_no_bytes_raise_anything(content: bytes, suffix: str) -> None:
    ingested = read(content, f"a{suffix}")
    assert ingested.documents or ingested.issues or suffix in (".jsonl", ".csv", ".json")


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300), st.sampled_from(sorted(MEDIA_TYPES)))
def test_no_text_raises_anything(text: str, suffix: str) -> None:
    read(text.encode("utf-8", "surrogatepass"), f"a{suffix}")


MARKUP = st.lists(
    st.sampled_from(
        [
            "<p>",
            "</p>",
            "<a href=x>",
            "</div>",
            "<h1>",
            "<time>",
            "2024-02-30",
            "<script type='application/ld+json'>",
            '{"@type":"NewsArticle","datePublished":"x"}',
            "</script>",
            BODY,
            "&#0;",
            "<!--",
            "<table>",
            "\x0b",
        ]
    ),
    max_size=25,
)


@settings(max_examples=80, deadline=None)
@given(MARKUP)
def test_no_markup_raises_anything(pieces: list[str]) -> None:
    read("<html><body>" + "".join(pieces), "a.html")


LINES = st.lists(
    st.sampled_from(
        [
            "13 Juli 2025",
            "By Jane Roe",
            "Kompas.com - 20/06/2024",
            "Penulis:",
            "Trending",
            "# Judul",
            "JAKARTA -",
            "(Ann, 3 Mei 2024)",
            "2 Maret 2025 25:99 WIB",
            "---",
            BODY,
            "",
            "Redaksi",
            "*",
            "Baca juga:",
            "TITLE:",
            "Oleh",
            "(a/b)",
            "\u0301",
            "a.webp",
            "Foto: x",
            "X | Y | Z",
            "Sabtu (31/2/2025)",
        ]
    ),
    max_size=12,
)


@settings(max_examples=200, deadline=None)
@given(LINES, st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_no_layout_raises_anything(lines: list[str], newline: str) -> None:
    ingested = read(newline.join(lines))
    assert not [issue for issue in ingested.issues if issue.code in ("N320", "N401")]


@pytest.mark.parametrize("unit", ["(", "a.", "x\n", "- ", "20 Juni 2024\n", "Trending\n", "a ", "*", "Sabtu ("])
def test_time_does_not_grow_with_the_square_of_hostile_text(unit: str) -> None:
    # At the square these take minutes; the test run's own limit is the clock.
    assert read(unit * 100_000 + BODY).issues == ()


def test_a_page_that_declares_a_codec_for_no_text_is_read_by_its_bytes() -> None:
    page = PAGE.replace("<head>", '<head><meta charset="undefined">').replace("Bantuan", "Bant\xfcan")
    assert codes(read(page.encode("latin-1"), "a.html")) == [("N316", "a.html")]


def test_blanks_of_any_kind_are_an_empty_file() -> None:
    assert codes(read("\xa0\u200b\ufeff\n\u3000\u2003\u2060")) == [("N302", "a.txt")]


def test_lines_broken_by_hand_cost_linear_time() -> None:
    read("word " * 3 + "\n" + ("word " * 20 + "\n") * 20_000)
