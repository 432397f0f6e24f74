"""Long texts are cut so that nothing is lost and no section is too long."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.reading.sections import sections


@given(st.text(alphabet="ab .\n", max_size=400), st.integers(min_value=4, max_value=50))
def test_sections_joined_are_the_text(text: str, limit: int) -> None:
    found = list(sections(text, limit))
    assert "".join(section for _, section in found) == text
    assert all(text[start : start + len(section)] == section for start, section in found)
    assert all(len(section) <= limit for _, section in found)


def test_a_section_ends_at_a_paragraph() -> None:
    text = "One two three.\n\nFour five six.\n\nSeven."
    assert [section for _, section in sections(text, 34)] == ["One two three.\n\nFour five six.\n\n", "Seven."]


def test_a_short_text_is_one_section() -> None:
    assert list(sections("Short.")) == [(0, "Short.")]
    assert list(sections("")) == [(0, "")]
