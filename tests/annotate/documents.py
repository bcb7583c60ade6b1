"""Documents by hand and by Hypothesis, for the tests of this folder."""

from __future__ import annotations

import hashlib
import unicodedata

from hypothesis import strategies as st

from neraca.records import Document, Found, Span, Zone, ZoneKind


def make_document(text: str, code: str = "id", day: str | None = None, zones: tuple[Zone, ...] = ()) -> Document:
    return Document(
        name="article.txt",
        sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        media_type="text/plain",
        language=code,
        text=text,
        published=None if day is None else Found(value=day, how="given"),
        zones=zones,
    )


def zone(text: str, words: str, kind: ZoneKind) -> Zone:
    start = text.index(words)
    return Zone(span=Span(start=start, end=start + len(words)), kind=kind)


_PIECES = st.sampled_from(
    ["12", "6.000", "1,5", " ", " ", "\n", ". ", "? ", "“", "”", '"', "'", "’", "-", "(", ")", "/", "$", "Rp", "%",
     "tentara", "soldiers", "ribuan", "juta", "half a", "thousands", "of", "dan", "and", "antara", "between", "hingga",
     "sejak", "since", "Juni", "June", "May", "Jumat", "Friday", "lalu", "last", "2024", "31", "Februari", "tahun",
     "pekan", "week", "ago", "awal", "early", "dalam", "terakhir", "Dr.", "U.S.", "dll.", "No.", "🔴", "é", "\u0301",
     "20/13/2024", "sehari sebelumnya", "a day", "later", "lebih dari", "up to", "total", "-an", "K", "musim panas"]
)  # fmt: skip
any_text = st.one_of(
    st.text(max_size=200),
    st.lists(_PIECES, max_size=40).map(" ".join),
    st.lists(_PIECES, max_size=40).map("".join),
)
any_documents = st.builds(
    make_document,
    any_text.map(lambda text: unicodedata.normalize("NFC", text)).filter(bool),
    code=st.sampled_from(["id", "en"]),
    day=st.one_of(st.none(), st.dates().map(lambda day: day.isoformat())),
)
