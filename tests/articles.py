"""Tiny articles, ours, in both languages, and a folder of them: small enough for every test that needs a store."""

from __future__ import annotations

import json
from pathlib import Path

ARTICLES = {
    "01-kirim.txt": (
        "Korea Utara Kirim Amunisi ke Rusia\n\n"
        "Harian Contoh - Sabtu (19/10/2024)\n\n"
        "Korea Utara telah mengirim 5.000 peluru artileri ke Rusia, kata Kementerian Pertahanan Korea Selatan. "
        "Rusia membantah telah menerima amunisi dari Korea Utara.\n"
    ),
    "02-troops.md": (
        "# Seoul says 1,500 troops have arrived in Russia\n\n"
        "*The Example Courier, 22 October 2024*\n\n"
        "North Korea has sent 1,500 soldiers to Russia, South Korea's intelligence service said on Friday. "
        "The Kremlin denied that North Korea had sent troops to Russia.\n"
    ),
    "bawah/03-pertemuan.txt": (
        "Putin dan Kim Bertemu di Pyongyang\n\n"
        "19 Juni 2024\n\n"
        "Presiden Rusia Vladimir Putin bertemu pemimpin Korea Utara Kim Jong Un di Pyongyang pada Rabu (19/6/2024). "
        "Rusia akan membangun jembatan di perbatasan Korea Utara.\n"
    ),
}
ROWS = (
    {
        "title": "Jepang Kecam Peluncuran Rudal",
        "content": "Jepang mengecam Korea Utara karena meluncurkan rudal balistik pada 31 Oktober 2024.",
        "date": "2024-11-01",
        "outlet": "Koran Contoh",
    },
    {
        "title": "A delivery by air",
        "content": "Iran shipped drones to Russia in August 2022, American officials said.",
        "date": "2022-10-18",
        "outlet": "The Example Courier",
    },
)


def write_articles(folder: Path) -> Path:
    """Write all articles, and one file with two of them, into a folder; returns it."""
    for name, text in ARTICLES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    rows = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in ROWS)
    (folder / "04-dua.jsonl").write_text(rows, encoding="utf-8")
    return folder


def article_files(folder: Path) -> list[Path]:
    """The files that `write_articles` made, sorted."""
    return sorted(path for path in folder.rglob("*") if path.is_file())
