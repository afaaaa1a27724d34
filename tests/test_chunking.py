"""Chunks: whole sentences, every one once, in order, within the limit."""

from hypothesis import given
from hypothesis import strategies as st

from index.chunking import chunks
from index.documents import Sentence
from index.settings import IndexSettings


def _sentences(*displays: str, headings: tuple[int, ...] = (), paragraphs: tuple[int, ...] = ()) -> list[Sentence]:
    sentences, start = [], 0
    for number, display in enumerate(displays):
        paragraph = paragraphs[number] if paragraphs else 0
        sentences.append(Sentence(number, start, start + len(display), display, paragraph, number in headings))
        start += len(display)
    return sentences


def test_sentences_are_joined_as_their_script_is_written() -> None:
    (chunk,) = chunks(_sentences("It rose.", "It fell.", "涨了。", "跌了。", paragraphs=(0, 0, 1, 1)))
    assert chunk.text == "It rose. It fell.\n涨了。跌了。"
    assert (chunk.number, chunk.first, chunk.last, chunk.start, chunk.end) == (0, 0, 3, 0, 22)


def test_a_heading_opens_a_chunk_and_stays_with_its_text() -> None:
    made = chunks(
        _sentences("a" * 30, "Heading", "b" * 30, headings=(1,), paragraphs=(0, 1, 2)),
        IndexSettings(chunk_characters=60),
    )
    assert [chunk.text for chunk in made] == ["a" * 30, "Heading\n" + "b" * 30]


def test_no_sentences_no_chunks() -> None:
    assert chunks(()) == ()


@given(st.lists(st.tuples(st.integers(1, 90), st.booleans()), max_size=40))
def test_every_sentence_once_and_within_the_limit(shapes: list[tuple[int, bool]]) -> None:
    sentences = _sentences(
        *("x" * length for length, _ in shapes),
        headings=tuple(n for n, (_, heading) in enumerate(shapes) if heading),
        paragraphs=tuple(range(len(shapes))),
    )
    made = chunks(sentences, IndexSettings(chunk_characters=60))
    assert [n for chunk in made for n in range(chunk.first, chunk.last + 1)] == list(range(len(shapes)))
    assert all(len(chunk.text) <= 60 or chunk.first == chunk.last for chunk in made)
