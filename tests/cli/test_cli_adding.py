"""`add`, `init` and `demo`: exit codes, messages, and that again adds nothing."""

from __future__ import annotations

import pytest

from command_line import Run
from neraca.cli.main import main


def test_adding_says_what_came_of_it(run: Run, articles) -> None:
    answer = run("add", "articles", "--lang", "en")
    assert (answer.code, answer.out) == (0, "")
    assert "5 new documents" in answer.err


def test_adding_as_json_is_one_object_and_again_adds_nothing(run: Run, articles) -> None:
    first = run("add", "articles", "--json").json
    again = run("add", "articles", "--json")
    assert (first["added"], first["failed"], first["issues"]) == (5, 0, [])
    assert (again.code, again.json["added"], again.json["known"]) == (0, 0, 4)


BROKEN = {
    "kosong.txt": b"",
    "biner.txt": bytes(range(256)) * 20,
    "potong.html": b"<html><head><title>Rusia kirim gan",
    "sandi.txt": "Россия отправила зерно.".encode("utf-16-le")[1:],
    "sebaris.txt": b"x" * 25_000_000,
    "tanpa-kolom.csv": b"a,b\n1,2\n",
    "putus.json": b'{"title": "Rusia", "content": "Rus',
}


def test_broken_files_among_good_ones_are_named_with_a_way_out(run: Run, articles) -> None:
    for name, content in BROKEN.items():
        (articles / name).write_bytes(content)
    answer = run("add", "articles")
    assert answer.code == 3
    for name in BROKEN:
        assert name in answer.err
    assert answer.err.count("jalan keluar:") >= len(BROKEN)
    assert len(run("documents", "--json").json) == 5
    assert {row["where"] for row in run("issues", "--json").json} == set(BROKEN)
    assert run("doctor").code == 1


def test_a_misspelt_path_is_named_and_leaves_no_store(run: Run, folder) -> None:
    answer = run("add", "artikle")
    assert answer.code == 3
    assert "[N301]" in answer.err
    assert not (folder / "neraca-store").exists()


def test_facts_about_bare_text_are_given(run: Run, folder) -> None:
    (folder / "polos.txt").write_text("Rusia mengirim minyak ke Korea Utara kemarin.", encoding="utf-8")
    given = ("--date", "2024-05-03", "--outlet", "Koran Contoh", "--url", "https://contoh.example/1")
    assert run("add", "polos.txt", *given).code == 0
    (row,) = run("documents", "--json").json
    assert (row["published"], row["outlet"], row["url"]) == ("2024-05-03", "Koran Contoh", "https://contoh.example/1")
    (claim,) = run("claims", "--json").json
    assert claim["when"]["from"] == "2024-05-02"


def test_a_given_date_that_is_none_stops_before_anything_is_read(run: Run, articles) -> None:
    answer = run("add", "articles", "--date", "besok")
    assert answer.code == 2
    assert "[N103]" in answer.err


def test_a_folder_without_articles_is_no_error(run: Run, folder) -> None:
    (folder / "hampa").mkdir()
    answer = run("add", "hampa")
    assert (answer.code, answer.out) == (0, "")
    assert ".jsonl" in answer.err


def test_a_project_names_its_store_and_language(run: Run, articles, folder) -> None:
    assert run("init", ".").code == 0
    project = folder / "neraca.toml"
    project.write_text('store = "rekaman"\nlanguage = "en"\n', encoding="utf-8")
    assert run("add", "articles").code == 0
    assert (folder / "rekaman" / "neraca.sqlite").is_file()
    assert "North Korea" in run("events").out


def test_init_never_overwrites(run: Run, folder) -> None:
    assert run("init", "proyek").code == 0
    answer = run("init", "proyek")
    assert answer.code == 2
    assert "[N105]" in answer.err


@pytest.mark.parametrize("text", ["lang = 'id'", "workers = 0", "store = 3", "store = "])
def test_a_project_file_with_a_mistake_is_refused(run: Run, folder, text: str) -> None:
    (folder / "neraca.toml").write_text(text, encoding="utf-8")
    answer = run("events")
    assert answer.code == 2
    assert "[N106]" in answer.err


def test_the_variable_names_the_store_and_the_option_outranks_it(
    run: Run, articles, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NERACA_STORE", "dari-lingkungan")
    run("add", "articles/01-kirim.txt")
    run("add", "articles/02-troops.md", "--store", "dari-opsi")
    assert [row["document"] for row in run("documents", "--json").json] == ["01-kirim.txt"]
    assert [row["document"] for row in run("documents", "--json", "--store", "dari-opsi").json] == ["02-troops.md"]


def test_the_demonstration_says_what_it_found_and_again_adds_nothing(run: Run, folder) -> None:
    first = run("demo", "--lang", "en")
    assert first.code == 0
    page = folder / "neraca-demo" / "dossier.html"
    assert "neraca-demo/dossier.html" in first.out.replace("\\", "/")
    written = page.read_bytes()
    assert written.startswith(b"<!doctype html>") or written.startswith(b"<!DOCTYPE html>")
    again = run("demo", "--lang", "en")
    assert again.out == first.out
    assert page.read_bytes() == written


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (("init", "berkas/proyek"), "N108"),
        (("add", "articles", "--store", "berkas/s"), "N505"),
        (("demo", "--store", "berkas/s"), "N505"),
        (("demo", "--store", "penuh"), "N108"),
    ],
)
def test_a_place_that_cannot_be_written_is_named_with_a_way_that_the_command_has(
    run: Run, articles, folder, command: tuple[str, ...], code: str
) -> None:
    (folder / "berkas").touch()
    (folder / "penuh" / "dossier.html" / "isi").mkdir(parents=True)
    answer = run(*command)
    assert answer.code == 2
    assert f"[{code}]" in answer.err
    assert "-o" not in answer.err


def test_the_demonstration_leaves_the_own_store_alone(run: Run, folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NERACA_STORE", "milik-sendiri")
    assert run("demo", "--json").json["documents"] >= 24
    assert not (folder / "milik-sendiri").exists()


def test_a_fault_of_our_own_is_told_without_a_traceback(
    run: Run, articles, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fault(*_arguments: object, **_named: object) -> None:
        raise ZeroDivisionError("boom")

    monkeypatch.setattr("neraca.cli.adding.add", fault)
    assert main(["add", "articles"]) == 4
    err = capsys.readouterr().err
    assert "[N199] tidak terduga: boom" in err
    assert "Traceback" not in err


def test_names_of_files_do_not_steer_the_terminal(run: Run, folder) -> None:
    (folder / "d").mkdir()
    (folder / "d" / "jahat\x1b[2J\u202e\n[N999].txt").write_bytes(b"")
    for answer in (run("add", "d"), run("add", "tiada\x1b[2J.txt"), run("show", "x\x1b[2J")):
        assert answer.code in (2, 3)
        assert not set("\x1b\u202e\r") & set(answer.err)
        assert not [line for line in answer.err.splitlines() if line.startswith("[N999]")]
