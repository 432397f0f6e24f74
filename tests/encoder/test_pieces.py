"""Windows of pieces: every word once, offsets exact, ends where paragraphs or sentences do."""

from hypothesis import given
from hypothesis import strategies as st

from sayso.encoder.pieces import Pieces

LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789.,\"'-éاש漢"
VOCABULARY = ["[UNK]", "[CLS]", "[SEP]", *LETTERS, *(f"##{letter}" for letter in LETTERS)]
TEXTS = st.text(alphabet=f"{LETTERS}AÉ \n\u200f\u0301", max_size=300)


def words_of(text: str, longest: int = 16) -> list[str]:
    windows = Pieces(VOCABULARY, longest).windows(text)
    return [text[start:end] for window in windows for start, end in zip(window.starts, window.ends, strict=True)]


def test_words_are_runs_of_letters_and_single_signs() -> None:
    assert words_of('Élan, "we\'re" 12.') == ["Élan", ",", '"', "we", "'", "re", '"', "12", "."]


def test_a_window_ends_with_a_paragraph_if_it_can_else_with_a_sentence() -> None:
    windows = Pieces(VOCABULARY, 12).windows("abc def\nabc def ghi")
    assert [len(window.starts) for window in windows] == [2, 3]
    windows = Pieces(VOCABULARY, 12).windows("abc de. fgh ijk lmn")
    assert [len(window.starts) for window in windows] == [3, 3]


def test_paragraphs_are_numbered_through_the_text() -> None:
    (window,) = Pieces(VOCABULARY, 64).windows("ab cd\nef\n\ngh")
    assert window.paragraphs.tolist() == [0, 0, 1, 3]


def test_a_word_is_found_by_any_of_its_characters() -> None:
    (window,) = Pieces(VOCABULARY, 64).windows("ab cd ef")
    assert window.words(4, 7) == (1, 3)
    assert window.words(2, 3) == (1, 1)


def test_a_word_longer_than_a_window_stands_alone() -> None:
    windows = Pieces(VOCABULARY, 8).windows("ab abcdefghijklmnop cd")
    assert [len(window.starts) for window in windows] == [1, 1, 1]
    assert max(len(window.ids) for window in windows) == 8


@given(TEXTS)
def test_windows_hold_every_word_once_and_in_order(text: str) -> None:
    windows = Pieces(VOCABULARY, 12).windows(text)
    starts = [start for window in windows for start in window.starts.tolist()]
    assert starts == sorted(set(starts))
    assert all(len(window.ids) <= 12 for window in windows)
    covered = {at for window in windows for s, e in zip(window.starts, window.ends, strict=True) for at in range(s, e)}
    assert all(at in covered for at, sign in enumerate(text) if sign.isascii() and sign.isalnum())
