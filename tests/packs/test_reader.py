"""The shipped model loads, is what its labels say, and reads the same whatever is read beside it."""

import shutil
from importlib.resources import as_file
from pathlib import Path

import numpy as np
import pytest

from neraca.errors import NeracaError
from neraca.packs.files import data_folder
from neraca.packs.language import language_codes
from neraca.packs.reader import ReaderModel, load_reader

LIMIT_BYTES = 40_000_000


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    with as_file(data_folder() / "models" / "reader") as folder:
        return Path(shutil.copytree(folder, tmp_path / "reader"))


def pieces(words: str) -> list[tuple[int, ...]]:
    reader = load_reader()
    return [reader.pieces(word, space=True) for word in words.split()]


def test_the_model_is_small_enough_to_ship(copied: Path):
    assert sum(file.stat().st_size for file in copied.iterdir()) <= LIMIT_BYTES


def test_the_model_has_a_card_with_its_licence(copied: Path):
    card = (copied / "CARD.md").read_text(encoding="utf-8")
    assert "CC BY-SA 4.0" in card
    for digest in load_reader().labels.sha256.values():
        assert digest in card


def test_every_language_has_its_trees():
    assert set(language_codes()) <= set(load_reader().labels.syntax_schemes)


def test_a_missing_file_is_named(copied: Path):
    (copied / "tokenizer.json").unlink()
    with pytest.raises(NeracaError, match=r"N203.*tokenizer\.json"):
        ReaderModel(copied)


def test_a_changed_file_is_refused(copied: Path):
    with (copied / "model.onnx").open("ab") as file:
        file.write(b"x")
    with pytest.raises(NeracaError, match=r"N203.*digest"):
        ReaderModel(copied)


def test_broken_labels_are_refused(copied: Path):
    (copied / "labels.json").write_text("{}", encoding="utf-8")
    with pytest.raises(NeracaError, match=r"N203.*labels\.json"):
        ReaderModel(copied)


def test_a_word_of_no_known_piece_still_has_one():
    assert all(load_reader().pieces(word, space=True) for word in ("𒀀", "\u200b", "ⵣ", " ", ""))


def test_a_sentence_reads_the_same_beside_a_longer_one():
    short = pieces("Rusia mengirim gandum ke Mesir .")
    long = pieces("Menteri luar negeri kedua negara akan bertemu lagi pada akhir pekan ini di ibu kota Mesir , Kairo .")
    alone = load_reader().run([short], language="id")
    beside = load_reader().run([short, long], language="id")
    words = 1 + len(short)
    assert np.array_equal(alone.upos[0], beside.upos[0, :words])
    assert np.abs(alone.arcs[0] - beside.arcs[0, :words, :words]).max() < 0.05
    assert np.abs(alone.meaning[0] - beside.meaning[0]).max() < 0.01


def test_sentences_of_one_meaning_lie_closer_than_of_two():
    reader = load_reader()
    rows = [
        ("id", "Rusia mengirim gandum ke Mesir ."),
        ("en", "Russia sent wheat to Egypt ."),
        ("id", "Harga beras di Jakarta turun lagi ."),
    ]
    same, translated, other = (reader.run([pieces(text)], language=code).meaning[0] for code, text in rows)
    assert same @ translated > same @ other + 0.05
