"""Terms: figures, scripts, stems and concepts that must meet."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import concepts
from index.concepts import is_concept, query_language
from index.folding import fold
from index.keywords import bridging, matters, query_terms, terms
from index.numerals import take_numbers


@pytest.mark.parametrize(
    ("text", "language", "term"),
    [
        ("3.12亿", "zh-Hans", "n312000000"),
        ("3.12億", "zh-Hant", "n312000000"),
        ("３．１２億", "ja", "n312000000"),
        ("312 million", "en", "n312000000"),
        ("312m", "en", "n312000000"),
        ("312,000,000", "en", "n312000000"),
        ("312 Mio.", "de", "n312000000"),
        ("312.000.000", "de", "n312000000"),
        ("0,312 Mrd.", "de", "n312000000"),
        ("312 млн", "ru", "n312000000"),
        ("٣١٢ مليون", "ar", "n312000000"),
        ("4兆6000億", "ja", "n4600000000000"),
        ("1 234 567", "fr", "n1234567"),
        ("84.50%", "en", "n84p5"),
        ("84,5 %", "de", "n84p5"),
        ("84.5", "de", "n84p5"),
        ("0", None, "n0"),
        ("5 m", "en", "n5"),
    ],
)
def test_a_figure_is_one_term_however_it_is_written(text: str, language: str | None, term: str) -> None:
    assert [found for found in terms(text, language) if re.match(r"n\d", found)] == [term]


def written(text: str, language: str) -> list[str]:
    """The terms that stand for what is written, without the concepts that it means."""
    return [term for term in terms(text, language) if not is_concept(term)]


@pytest.mark.parametrize(
    ("text", "language", "years"),
    [
        ("2022-2024年，毛利率分别为54.6%、64.6%和56.3%。", "zh-Hans", {"n2022", "n2023", "n2024"}),
        ("von 2019 bis 2022", "de", {"n2019", "n2020", "n2021", "n2022"}),
        ("2020年から2022年まで", "ja", {"n2020", "n2021", "n2022"}),
        ("1990-2024", "en", {"n1990", "n2024"}),  # too long to be told year by year
        ("12020-2024", "en", {"n12020", "n2024"}),
    ],
)
def test_a_range_of_years_has_those_in_between(text: str, language: str, years: set[str]) -> None:
    found = {term for term in terms(text, language) if term.startswith(("n1", "n2"))}
    assert found == years


def test_scripts_widths_and_cases_meet() -> None:
    assert written("國家", "zh-Hant") == written("国家", "zh-Hans") == ["国家"]
    assert terms("ＡＢＣ") == terms("abc")
    assert terms("国") == ["国"]
    assert terms("新しい港") == ["新し", "しい", "い港"]


def test_words_are_stemmed_in_their_language_and_lose_their_marks() -> None:
    assert written("Häuser", "de") == written("Haus", "de") == ["haus"]
    assert terms("bridges", "en") == terms("bridge", "en")
    assert written("café", "fr") == ["caf"]
    assert terms("мосты", "ru") == terms("мост", "ru")


def test_a_concept_is_the_same_term_in_every_language() -> None:
    sentences = {
        "zh-Hant": "毛利率下降了",
        "en": "the gross margin",
        "de": "Die Bruttomarge",
        "ja": "粗利率が低下",
        "fr": "la marge brute",
        "es": "el margen bruto",
        "ru": "валовая маржа",
    }
    shared = set.intersection(*(set(terms(text, language)) for language, text in sentences.items()))
    assert len(shared) == 1 and shared.pop().startswith("xq")


def test_everyday_words_meet_across_languages_and_are_no_matters_of_business() -> None:
    questions = {"zh-Hant": "租金多少", "en": "the rent", "de": "die Miete", "ja": "家賃", "ru": "арендная плата"}
    shared = set.intersection(*(set(terms(text, language)) for language, text in questions.items()))
    assert len(shared) == 1 and shared.pop().startswith("xw")
    assert bridging(terms("die Miete", "de")) and not matters("die Miete", "de")


def test_of_phrases_that_begin_alike_the_longest_is_meant() -> None:
    audit, auditor = (set(filter(is_concept, terms(text, "zh-Hans"))) for text in ("审计", "审计师"))
    assert audit and auditor and not audit & auditor


@pytest.mark.parametrize("path", sorted((Path(concepts.__file__).parent / "data").glob("*.tsv")), ids=lambda p: p.name)
def test_each_line_of_a_lexicon_tells_one_meaning_in_each_language(path: Path) -> None:
    lines = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert lines[0] == ["zh", "en", "ja", "de", "fr", "es", "ru"]
    assert {len(cells) for cells in lines} == {len(lines[0])}
    for language, column in zip(lines[0], zip(*lines[1:], strict=True), strict=True):
        words = [fold(word) for cell in column for word in cell.split("|") if word]
        twice = {word for word, times in Counter(words).items() if times > 1}
        assert not twice, f"{language}: {twice}"


def test_a_query_is_read_in_its_own_language_and_as_the_articles_would() -> None:
    found = query_terms("Wie hoch war die Bruttomarge im Jahr 2023?", ["zh-Hans", "en"])
    assert "n2023" in found and any(term.startswith("xq") for term in found)
    assert len(found) == len(set(found))
    bridge = bridging(found)
    assert "n2023" in bridge and "die" not in bridge and "im" not in bridge


@given(st.text(max_size=200), st.sampled_from([None, "zh-Hans", "en", "de", "ja", "xx"]))
def test_any_text_gives_terms_that_a_database_can_hold(text: str, language: str | None) -> None:
    for term in terms(text, language):
        assert term and not any(character.isspace() or character in "\"'*()-:" for character in term)


def test_endless_digits_cost_little() -> None:
    (term,) = take_numbers("9" * 20_000)[0]
    assert len(term) <= 40


def test_a_mark_that_stands_alone_is_no_term() -> None:
    assert terms("\u064b نص", "ar") == ["نص"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("المدارس", "والمدارس"),  # the schools, and the schools
        ("للمدارس", "بمدارس"),  # for the schools, in schools
        ("المدينة", "مدينتها"),  # the city, her city
        ("اقتصادية", "الإقتصادي"),  # economic, written with and without its hamza
        ("كـــتاب", "كِتَاب"),  # book, drawn out and with its vowels
    ],
)
def test_forms_of_an_arabic_word_are_one_term(one: str, other: str) -> None:
    assert terms(one, "ar") == terms(other, "ar") != []


def test_an_arabic_word_keeps_the_letters_that_are_its_own() -> None:
    assert terms("وقت ولد بيت", "ar") == ["وق", "ولد", "بي"]  # time, boy, house
    assert terms("في", "ar") == ["في"]


@pytest.mark.parametrize(
    ("query", "language"),
    [
        ("Bruttomarge 2023", "de"),
        ("marge brute", "fr"),
        ("cash", "en"),
        ("毛利率", "zh-Hans"),
        ("Wer zweifelt daran?", "de"),
        ("2023", None),
    ],
)
def test_a_query_of_a_few_words_is_in_a_language_that_has_them(query: str, language: str | None) -> None:
    assert query_language(query) == language


def test_a_short_topic_meets_its_word_in_another_language() -> None:
    found = bridging(query_terms("Bruttomarge 2023", ["zh"]))
    assert any(is_concept(term) for term in set(found) & set(terms("公司2023年的毛利率为51%", "zh-Hans")))
