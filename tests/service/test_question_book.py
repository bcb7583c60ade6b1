"""Asking and answering: what is added, what supersedes what, and that no answer knows the future."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles import article_files, write_articles
from books import AS_OF, LAST, TODAY, after, make_forecast, make_question, noon, put_history, put_line, steady_history
from neraca.errors import NeracaError
from neraca.packs.catalogue import load_packs
from neraca.service import add, build_account
from neraca.service.book_lines import Timing, find_line, read_book
from neraca.service.question_book import Asked, answer, ask, read_probability
from neraca.store import Store
from strategies import GENTLE


def fixed(moment: datetime):
    return lambda: moment


@pytest.fixture
def store(tmp_path: Path):
    with Store.create(tmp_path / "store") as made:
        put_history(made, steady_history())
        yield made


def asked(store: Store, *, actor: str = "RUS", kind: str = "CONSULT", at: int = 0, **changes) -> Asked:
    fields = {"recipient": "PRK", "as_of": AS_OF, "horizon_days": 30, "history": "set"} | changes
    clock = fixed(noon(TODAY) + timedelta(hours=at))
    return ask(store, None, load_packs(), actor=actor, type=kind, clock=clock, **fields)


def test_an_answer_has_a_base_rate_reasons_that_add_up_and_digests(store: Store) -> None:
    found = asked(store).forecast
    assert found.forecaster == "neraca"
    assert found.probability is not None
    assert found.base_rate is not None
    assert found.persistence is not None
    assert found.cases >= found.hits > 0
    assert found.drivers[-1].kind == "rest"
    assert any(driver.cases for driver in found.drivers)
    assert found.model
    assert len(found.model_digest) == len(found.input_digest) == 64


def test_parties_and_types_are_read_in_both_languages(store: Store) -> None:
    ids = {
        asked(store, actor=actor, kind=kind, recipient=other).question.id
        for actor, kind, other in (
            ("RUS", "CONSULT", "PRK"),
            ("Rusia", "consult", "Korea Utara"),
            ("Russia", "pertemuan", "North Korea"),
        )
    }
    assert len(ids) == 1


def test_the_same_question_again_adds_nothing(store: Store) -> None:
    first = asked(store)
    again = asked(store, at=1)
    assert (first.is_new_question, first.is_new_forecast) == (True, True)
    assert (again.is_new_question, again.is_new_forecast) == (False, False)
    assert again.forecast == first.forecast
    assert (store.questions(), store.forecasts()) == ((first.question,), (first.forecast,))


def test_a_history_that_changed_gives_a_number_that_supersedes_and_edits_nothing(store: Store) -> None:
    first = asked(store)
    put_history(store, [*steady_history(), (after(-1), "RUS", "CONSULT", "PRK")], at=1)
    second = asked(store, at=1)
    assert (second.is_new_question, second.is_new_forecast) == (False, True)
    assert second.forecast.input_digest != first.forecast.input_digest
    assert store.forecasts() == (first.forecast, second.forecast)
    assert find_line(store, first.question.id).current("neraca") == second.forecast


def test_news_of_later_days_change_no_answer(store: Store, tmp_path: Path) -> None:
    with Store.create(tmp_path / "past") as past:
        put_history(past, steady_history(until=AS_OF))
        for kind in ("CONSULT", "ACCUSE"):
            for day in (AS_OF, after(-90)):
                told = asked(store, kind=kind, as_of=day).forecast
                assert asked(past, kind=kind, as_of=day).forecast == told


def test_too_little_history_is_an_answer_without_a_number_and_with_a_reason(store: Store) -> None:
    found = asked(store, actor="JPN").forecast
    assert (found.probability, found.base_rate, found.note) == (None, None, "unseen_party")
    few = asked(store, actor="RUS", kind="ACCUSE").forecast
    assert few.probability is None or few.base_rate is not None


def test_our_own_events_are_taken_from_the_account_of_the_day(tmp_path: Path) -> None:
    with Store.create(tmp_path / "own") as own:
        add([write_articles(tmp_path / "articles")], own)
        found = asked(own, history="own", as_of=TODAY)
        assert found.forecast.probability is None
        assert found.forecast.note


def test_articles_of_later_days_change_no_answer_from_our_own_events(tmp_path: Path) -> None:
    day = date(2024, 10, 20)
    with Store.create(tmp_path / "all") as whole, Store.create(tmp_path / "then") as then:
        add([write_articles(tmp_path / "articles")], whole)
        earlier = write_articles(tmp_path / "earlier")
        for one in article_files(earlier):
            if one.name not in ("01-kirim.txt", "03-pertemuan.txt", "04-dua.jsonl"):
                one.unlink()
        add([earlier], then)
        told = [asked(one, history="own", as_of=day, at=24 * 1000).forecast for one in (whole, then)]
        assert len(build_account(whole).documents) > len(build_account(then).documents)
        assert told[0] == told[1]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"actor": "Atlantis"}, "N107"),
        ({"kind": "GOSSIP"}, "N107"),
        ({"history": "nowhere"}, "N107"),
        ({"recipient": "Rusia"}, "N153"),
        ({"horizon_days": 0}, "N155"),
        ({"horizon_days": 366}, "N155"),
        ({"as_of": after(1, first=TODAY)}, "N156"),
    ],
)
def test_what_cannot_be_asked_is_refused_and_leaves_nothing(store: Store, changes: dict, code: str) -> None:
    with pytest.raises(NeracaError) as refused:
        asked(store, **changes)
    assert refused.value.code == code
    assert store.questions() == ()


def test_near_types_and_actors_are_named(store: Store) -> None:
    for changes, near in (({"kind": "CONSULTS"}, "CONSULT"), ({"actor": "Rusiaa"}, "Rusia")):
        with pytest.raises(NeracaError) as refused:
            asked(store, **changes)
        assert near in dict(refused.value.values)["known"]


@pytest.mark.parametrize(
    ("words", "share"),
    [
        *(("0.3", 0.3), ("0,3", 0.3), ("30", 0.3), ("30 %", 0.3), ("30%", 0.3), ("30 persen", 0.3)),
        *(("0.5%", 0.005), ("0", 0.0), ("1.0", 1.0), ("1%", 0.01), ("100", 1.0), (" 2,5 % ", 0.025)),
    ],
)
def test_a_probability_is_read_as_people_write_it(words: str, share: float) -> None:
    assert read_probability(words) == pytest.approx(share)


@pytest.mark.parametrize("words", ["", "1", "-0.2", "101", "maybe", "0.3.1", "nan", "1e-3"])
def test_what_is_no_probability_or_could_be_two_is_refused(words: str) -> None:
    with pytest.raises(NeracaError) as refused:
        read_probability(words)
    assert refused.value.code == "N152"


def test_a_persons_number_stands_beside_the_program_with_the_base_rate_shown(store: Store) -> None:
    shown = asked(store)
    own = answer(store, question=shown.question.id[:16], person="Ani", probability="30", clock=fixed(noon(TODAY)))
    assert (own.forecast.forecaster, own.forecast.probability) == ("person:Ani", 0.3)
    assert (own.forecast.base_rate, own.forecast.cases) == (shown.forecast.base_rate, shown.forecast.cases)
    line = find_line(store, shown.question.id)
    assert line.forecasters == ("neraca", "person:Ani")


def test_a_person_answers_anew_and_the_same_again_adds_nothing(store: Store) -> None:
    key = asked(store).question.id
    said = [answer(store, question=key, person="Ani", probability=number) for number in ("30", "0.3", "40", "30")]
    assert [one.is_new_forecast for one in said] == [True, False, True, True]
    assert find_line(store, key).current("person:Ani") == said[-1].forecast


@pytest.mark.parametrize(
    ("person", "question", "code"), [(" ", "", "N112"), ("Ani", "zz", "N151"), ("Ani", "", "N151")]
)
def test_an_answer_needs_a_name_and_a_question(store: Store, person: str, question: str, code: str) -> None:
    asked(store)
    with pytest.raises(NeracaError) as refused:
        answer(store, question=question, person=person, probability="30")
    assert refused.value.code == code


def test_a_number_is_foresight_until_the_day_of_the_question_ends(tmp_path: Path) -> None:
    question = make_question()
    times = [noon(AS_OF), noon(AS_OF) + timedelta(hours=11), noon(after(1)) - timedelta(hours=12)]
    with Store.create(tmp_path / "store") as store:
        put_line(store, question, *(make_forecast(question, 0.1 * n, made=one) for n, one in enumerate(times)))
        line = find_line(store, question.id)
        assert [line.timing(one).value for one in line.forecasts] == ["prospective", "prospective", "retrospective"]
        assert line.counted("neraca", Timing.PROSPECTIVE) == line.forecasts[1]
        assert line.counted("neraca", Timing.RETROSPECTIVE) == line.forecasts[2]


@GENTLE
@given(st.permutations(range(5)), st.lists(st.sampled_from(("neraca", "person:Ani")), min_size=5, max_size=5))
def test_the_book_is_the_same_in_whatever_order_it_was_filled(
    tmp_path_factory: pytest.TempPathFactory, order: list[int], whose: list[str]
) -> None:
    question = make_question()
    made = [
        make_forecast(question, n / 10, forecaster=whose[n], made=noon(AS_OF) + timedelta(hours=6 * n))
        for n in range(5)
    ]
    books = []
    for numbers in (range(5), order):
        with Store.create(tmp_path_factory.mktemp("book")) as store:
            put_line(store, question, *(made[n] for n in numbers))
            books.append(read_book(store))
    assert books[0] == books[1]
    assert books[0][0].forecasts == tuple(made)


def test_the_store_stays_whole_with_a_book(store: Store) -> None:
    asked(store)
    answer(store, question=store.questions()[0].id, person="Ani", probability="30")
    assert list(store.verify()) == []
    assert LAST < TODAY
