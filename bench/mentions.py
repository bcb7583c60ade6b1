"""Speed of finding mentions, and how many known parties are found.

Run with the shared folder: `python bench/mentions.py ../shared`. Recall counts gold parties of the seed articles
whose words are a name, not a pronoun; country accuracy is the first mention in each phrase of ngec_actor_gold
(English; persons, schools and firms that only an encyclopedia knows are counted as wrong). Names were looked up for
the wrong ones among the even rows of that set only; the odd rows tell how well that holds for others.
"""

from __future__ import annotations

import argparse
import json
import time
import unicodedata
from pathlib import Path

from neraca.annotate.mentions import find_mentions
from neraca.annotate.sentences import split_sentences
from neraca.packs.actors import ActorBook, load_actors
from neraca.packs.language import Language, load_language
from neraca.records import Document, Mention

# The gold set has one code for all organisations, and counts armed groups to their country.
SAME = {
    "UNO": (
        "IGO:UN",
        "IGO:UNSC",
        "IGO:ICJ",
        "IGO:WHO",
        "IGO:UNHCR",
        "IGO:UNRWA",
        "IGO:UNICEF",
        "IGO:WFP",
        "IGO:UNESCO",
    ),
    "EUR": ("IGO:EU",),
    "IGO": ("IGO:",),
    "AFG": ("AFG", "GRP:TALIBAN"),
    "NGA": ("NGA", "GRP:BOKO_HARAM"),
    "LBN": ("LBN", "GRP:HEZBOLLAH"),
    "RWA": ("RWA", "GRP:FDLR"),
    "COD": ("COD", "GRP:CODECO", "GRP:M23", "GRP:ADF"),
    "MMR": ("MMR", "GRP:ARAKAN_ARMY", "GRP:KNU", "GRP:KIA", "GRP:MNDAA", "GRP:TNLA", "GRP:ROHINGYA", "GRP:ARSA"),
    "MEX": ("MEX", "GRP:ZETAS", "GRP:SINALOA", "GRP:CJNG", "GRP:GULF_CARTEL"),
    "PAK": ("PAK", "GRP:TTP", "GRP:BLA", "GRP:LET", "GRP:JEM"),
    "PHL": ("PHL", "GRP:NPA", "GRP:MILF", "GRP:MNLF", "GRP:ABU_SAYYAF", "GRP:MAUTE"),
    "COL": ("COL", "GRP:FARC", "GRP:ELN", "GRP:CLAN_DEL_GOLFO"),
    "ETH": ("ETH", "GRP:TPLF", "GRP:OLA"),
    "SOM": ("SOM", "GRP:AL_SHABAAB"),
    "YEM": ("YEM", "GRP:HOUTHI", "GRP:STC"),
    "SYR": ("SYR", "GRP:SDF", "GRP:YPG", "GRP:FSA", "GRP:SNA", "GRP:SYRIAN_OPPOSITION"),
    "PSE": ("PSE", "GRP:HAMAS", "GRP:PIJ", "GRP:FATAH", "GRP:PFLP", "GRP:AL_AQSA"),
    "SDN": ("SDN", "GRP:RSF"),
    "UGA": ("UGA", "GRP:LRA"),
    "IND": ("IND", "GRP:NAXALITES"),
    "LKA": ("LKA", "GRP:LTTE"),
}
PRONOUNS = ("kedua", "dua ", "ia", "mereka", "kami", "negara-negara", "aliansi", "poros", "salah satu", "individu")


def document(text: str, language: str) -> Document:
    return Document(
        name="bench.txt",
        sha256="0" * 64,
        media_type="text/plain",
        language=language,
        text=unicodedata.normalize("NFC", text),
    )


def mentions(text: str, language: Language, book: ActorBook) -> tuple[Mention, ...]:
    article = document(text, language.code)
    return find_mentions(article, split_sentences(article, language), book)


def speed(folder: Path, book: ActorBook) -> None:
    language = load_language("id")
    lines = (folder / "data" / "indosum" / "dev.03.jsonl").read_text(encoding="utf-8").splitlines()[:300]
    articles = []
    for line in lines:
        paragraphs = json.loads(line)["paragraphs"]
        text = "\n".join(" ".join(" ".join(words) for words in paragraph) for paragraph in paragraphs)
        article = document(text, "id")
        articles.append((article, split_sentences(article, language)))
    start = time.perf_counter()
    found = sum(len(find_mentions(article, sentences, book)) for article, sentences in articles)
    took = time.perf_counter() - start
    count = sum(len(sentences) for _, sentences in articles)
    print(f"{count} sentences, {found} mentions, {took:.2f} s: {count / took:.0f} sentences/s")


def seed_recall(folder: Path, book: ActorBook) -> None:
    language, found, total = load_language("id"), 0, 0
    for gold in sorted((folder / "gold" / "seeds").glob("*.jsonl")):
        rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines() if line]
        text = (folder / "seeds" / rows[0]["document"]).read_text(encoding="utf-8")
        read = mentions(text, language, book)
        for row in rows:
            parties = [([p["id"]], p["text"]) for p in (*row["actor"], *row["recipient"])]
            parties += [(voice["who"], voice["text"]) for voice in row["attributions"] if voice["who"]]
            for ids, words in parties:
                if words.lower().startswith(PRONOUNS):
                    continue
                total += 1
                found += any(m.actor in ids and (words in m.evidence.quote or m.evidence.quote in words) for m in read)
    print(f"seeds: {found} of {total} named parties have a mention of the right actor")


def country_accuracy(folder: Path, book: ActorBook) -> None:
    language, right, total = load_language("en"), [0, 0], [0, 0]
    path = folder / "data" / "ngec_actor_gold" / "actor_gold.jsonl"
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        country = row["expect"].get("country")
        if not country:
            continue
        read = mentions(row["mention"], language, book)
        if not read and row["context"]:
            read = mentions(row["context"], language, book)
        total[number % 2] += 1
        right[number % 2] += bool(read) and read[0].actor.startswith(SAME.get(country, (country,)))
    print(f"ngec: country right in {sum(right)} of {sum(total)}: {sum(right) / sum(total):.3f}")
    for half, name in enumerate(("even rows, looked at", "odd rows, not looked at")):
        print(f"ngec: {name}: {right[half]} of {total[half]}: {right[half] / total[half]:.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    start = time.perf_counter()
    book = load_actors()
    print(f"loaded in {time.perf_counter() - start:.3f} s")
    speed(folder, book)
    seed_recall(folder, book)
    country_accuracy(folder, book)


if __name__ == "__main__":
    main()
