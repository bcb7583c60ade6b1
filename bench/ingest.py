"""Documents a second, and the memory they take: plain text and pages.

    python bench/ingest.py [COUNT]

Writes nothing. The articles are made here: 2,000 characters each, with a header and a foot.
"""

from __future__ import annotations

import hashlib
import resource
import sys
import time

from neraca.ingest import Source, read_documents
from neraca.packs.ingest import IngestPack, load_ingest

PARAGRAPH = (
    "Kapal bantuan nomor {number} itu tiba di pelabuhan pada pagi hari dan disambut oleh para pejabat setempat. "
    "Muatannya terdiri atas beras, obat, dan tenda untuk warga yang terkena banjir di {number} desa. "
    "Menurut juru bicara kementerian, kapal berikutnya dijadwalkan berangkat pada pekan kedua bulan depan."
)


def text(number: int) -> str:
    body = "\n\n".join(PARAGRAPH.format(number=number * 10 + at) for at in range(6))
    head = f"Kapal Bantuan {number} Tiba di Pelabuhan\n\nRabu, 8 Januari 2025 10:00 WIB\nPenulis: Sekar Anindya"
    return f"{head}\n\n{body}\n\nTrending\n"


def page(number: int) -> str:
    body = "".join(f"<p>{PARAGRAPH.format(number=number * 10 + at)}</p>" for at in range(6))
    links = "".join(f"<li><a href='/{at}'>Berita lain {at}</a></li>" for at in range(80))
    return (
        f"<!DOCTYPE html><html lang='id'><head><title>Kapal Bantuan {number} - Suara.com</title></head><body>"
        f"<nav><ul>{links}</ul></nav><article><h1>Kapal Bantuan {number}</h1>"
        f"<time>8 Januari 2025 10:00 WIB</time>{body}"
        f"</article><aside><ul>{links}</ul></aside></body></html>"
    )


def measure(name: str, sources: list[Source], pack: IngestPack) -> None:
    start = time.perf_counter()
    read = sum(len(read_documents(source, pack).documents) for source in sources)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{name:6} {read} documents, {read / seconds:,.0f} a second, peak {peak} MB")


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    pack = load_ingest()
    for name, make in (("a.txt", text), ("a.html", page)):
        raws = [make(number).encode() for number in range(count)]
        sources = [Source(name=name, data=raw, sha256=hashlib.sha256(raw).hexdigest()) for raw in raws]
        measure(name, sources, pack)


if __name__ == "__main__":
    main()
