"""Windows of pieces: every token once, offsets exact, ends where paragraphs or sentences do, capitals told by shape."""

from hypothesis import given
from hypothesis import strategies as st

from sayso.encoder.pieces import CAPITAL, CAPITALS, LOWER, Pieces, Window
from sayso.encoder.tokens import tokenizer

LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789.,\"'-éاש漢"
VOCABULARY = ["[UNK]", "[CLS]", "[SEP]", *LETTERS, *(f"##{letter}" for letter in LETTERS)]
TEXTS = st.text(alphabet=f"{LETTERS}AÉ \n\u200f\u0301", max_size=300)


def windows_of(text: str, longest: int = 64) -> list[Window]:
    return Pieces(VOCABULARY, longest).windows(tokenizer()(text))


def test_words_are_spacys_tokens_without_spaces() -> None:
    text = "Élan,  didn't\n12."
    (window,) = windows_of(text)
    words = [text[start:end] for start, end in zip(window.starts, window.ends, strict=True)]
    assert words == ["Élan", ",", "did", "n't", "12", "."]
    assert [tokenizer()(text)[int(token)].text for token in window.tokens] == words


def test_a_window_ends_with_a_paragraph_if_it_can_else_with_a_sentence() -> None:
    assert [len(window.starts) for window in windows_of("abc def\nabc def ghi", 12)] == [2, 3]
    assert [len(window.starts) for window in windows_of("abc de. fgh ijk lmn", 12)] == [3, 3]


def test_paragraphs_are_numbered_through_the_text() -> None:
    (window,) = windows_of("ab cd\nef\n\ngh")
    assert window.paragraphs.tolist() == [0, 0, 1, 3]


def test_a_word_is_found_by_any_of_its_characters() -> None:
    (window,) = windows_of("ab cd ef")
    assert window.words(4, 7) == (1, 3)
    assert window.words(2, 3) == (1, 1)


def test_a_word_longer_than_a_window_stands_alone() -> None:
    windows = windows_of("ab abcdefghijklmnop cd", 8)
    assert [len(window.starts) for window in windows] == [1, 1, 1]
    assert max(len(window.ids) for window in windows) == 8


def test_capitals_are_told_unless_all_words_have_them() -> None:
    (window,) = windows_of("ab Cd EF gh")
    assert window.shapes[window.firsts].tolist() == [LOWER, CAPITAL, CAPITALS, LOWER]
    (window,) = windows_of("AB CD EF gh")
    assert window.shapes[window.firsts].tolist() == [LOWER] * 4


@given(TEXTS)
def test_windows_hold_every_token_once_and_in_order(text: str) -> None:
    doc = tokenizer()(text)
    windows = Pieces(VOCABULARY, 12).windows(doc)
    assert [int(at) for window in windows for at in window.tokens] == [token.i for token in doc if not token.is_space]
    assert all(len(window.ids) == len(window.shapes) <= 12 for window in windows)
    assert all(((window.firsts > 0) & (window.firsts < len(window.ids) - 1)).all() for window in windows)
