"""What is known of words in labelled sentences, and the weights that decide whether an act is a claim."""

from neraca.packs.worth import Weights, WorthBook, load_worth

BOOK = WorthBook(
    words={"id": {"melawat": (5, {"CONSULT": 4}), "meja": (3, {})}},
    model=Weights(weights={"one": 1.0}, least=0.5, least_listed=0.2),
)


def test_a_word_is_known_by_how_often_it_stood_and_what_it_named():
    assert BOOK.seen("id", ("melawat",), "CONSULT") == (5, 4)
    assert BOOK.seen("id", ("meja",), "CONSULT") == (3, 0)


def test_a_form_without_clitics_counts_where_the_word_itself_never_stood():
    assert BOOK.seen("id", ("mejanya", "meja"), "AID") == (3, 0)
    assert BOOK.seen("en", ("visited", "visit"), "CONSULT") == (0, 0)


def test_no_word_of_the_shipped_book_named_more_acts_of_a_type_than_it_stood_there():
    book = load_worth()
    assert set(book.words) == {"id", "en"}
    for words in book.words.values():
        assert all(number <= times for times, named in words.values() for number in named.values())


def test_an_act_that_the_files_list_needs_less_to_be_a_claim():
    model = load_worth().model
    assert 0.0 < model.least_listed < model.least < 1.0
