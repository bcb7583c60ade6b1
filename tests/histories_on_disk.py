"""Small event data sets on disk, with rows of our own making."""

from __future__ import annotations

from pathlib import Path

from neraca.ingest.polecat import COLUMNS

ENTITIES = ("Government (Russia)", "North Korea", "Citizen (Japan)")
RELATIONS = ("Consult", "Provide military aid", "Make statement")
TRAIN = ("0 0 1 0", "1 1 0 24", "0 2 1 24", "0 0 2 48", "1 1 0 72")


def write_icews(folder: Path, *rows: str, note: str = "0 = 2014-01-01") -> Path:
    """A quadruple folder; without rows, one of five."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "train.txt").write_text("\n".join(rows or TRAIN).replace(" ", "\t") + "\n", encoding="utf-8")
    for name, listed in (("entity2id.txt", ENTITIES), ("relation2id.txt", RELATIONS)):
        lines = [f"{words}\t{number}\n" for number, words in enumerate(listed)]
        (folder / name).write_text("".join(lines), encoding="utf-8")
    (folder / "README.txt").write_text(note, encoding="utf-8")
    return folder


def write_polecat(file: Path, *rows: tuple[str, str, str, str], extra: str = "") -> Path:
    """A table of POLECAT's with rows of day, country, type and country; `extra` is put behind them."""
    file.parent.mkdir(parents=True, exist_ok=True)
    lines = ["\t".join(COLUMNS)]
    for number, (day, actor, kind, recipient) in enumerate(rows):
        cells = {
            "Event ID": f"made_{number}",
            "Event Date": day,
            "Event Type": kind,
            "Actor Country": actor,
            "Recipient Country": recipient,
        }
        lines.append("\t".join(cells.get(name, "None") for name in COLUMNS))
    file.write_text("\n".join(lines) + "\n" + extra, encoding="utf-8")
    return file
