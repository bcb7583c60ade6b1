import pytest

from neraca.forecast.estimative import TERMS, term_of
from neraca.packs.words import languages, read_words


@pytest.mark.parametrize(
    ("probability", "term"),
    [
        (0.0, "below_scale"),
        (0.009, "below_scale"),
        (0.01, "almost_no_chance"),
        (0.049, "almost_no_chance"),
        (0.05, "very_unlikely"),
        (0.2, "unlikely"),
        (0.449, "unlikely"),
        (0.5, "even_chance"),
        (0.55, "likely"),
        (0.8, "very_likely"),
        (0.95, "almost_certain"),
        (0.99, "almost_certain"),
        (0.995, "above_scale"),
        (1.0, "above_scale"),
    ],
)
def test_a_number_has_the_term_of_its_range(probability, term):
    assert term_of(probability) == f"estimative.{term}"


@pytest.mark.parametrize("number", [-0.1, 1.1, float("nan")])
def test_what_is_no_probability_has_no_term(number):
    with pytest.raises(ValueError, match="no probability"):
        term_of(number)


def test_every_language_has_its_own_words_for_each_term():
    for language in languages():
        said = [read_words(language).say(term) for term in TERMS]
        assert len(set(said)) == len(TERMS)
