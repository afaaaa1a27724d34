"""What holds for every figure: a rendered one is read back as the same, in eight languages, and no text breaks it."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from summarize.figures import Figure, equal, parse, rendered_form
from summarize.figures.folding import fold
from summarize.figures.wording import WORDINGS

LANGUAGES = sorted(WORDINGS)
CURRENCIES = ("CNY", "HKD", "USD", "EUR", "JPY", "GBP", "KRW", "INR")
DURATIONS = ("year", "month", "week", "day", "hour")
DIRECTIONS = ("exact", "about", "nearly", "over", "under", "at least", "at most")


@st.composite
def amounts(draw: st.DrawFn) -> tuple[Decimal, Decimal]:
    """A value of up to four digits under a scale, and half of its last place."""
    digits = draw(st.integers(1, 9999))
    places = draw(st.integers(0, 3))
    scale = Decimal(10) ** draw(st.sampled_from((0, 4, 6, 8, 9, 12)))
    value = Decimal(digits).scaleb(-places) * scale
    half = Decimal(5).scaleb(-places - 1) * scale
    return value, half if half < 1 or scale > 1 else Decimal(0)


def quantity(kind: str, unit: str | None, amount: tuple[Decimal, Decimal], direction: str) -> Figure:
    value, half = amount
    if half >= 1 and value % (2 * half):
        half = Decimal(0)
    return Figure(0, 0, "", kind, value, unit, precision=half, direction=direction)  # type: ignore[arg-type]


def read_back(figure: Figure, language: str) -> Figure:
    form = rendered_form(figure, language)
    assert form is not None
    found = parse(form, language)
    assert len(found) == 1, (form, found)
    return found[0]


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=60, deadline=None)
@given(currency=st.sampled_from(CURRENCIES), amount=amounts(), direction=st.sampled_from(DIRECTIONS))
def test_money_survives_rendering(
    language: str, currency: str, amount: tuple[Decimal, Decimal], direction: str
) -> None:
    figure = quantity("money", currency, amount, direction)
    again = read_back(figure, language)
    assert (again.kind, again.value, again.unit, again.direction) == ("money", figure.value, currency, direction)


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=40, deadline=None)
@given(
    kind=st.sampled_from(("percent", "points", "multiple")),
    digits=st.integers(1, 9999),
    places=st.integers(0, 2),
    direction=st.sampled_from(DIRECTIONS),
)
def test_rates_survive_rendering(language: str, kind: str, digits: int, places: int, direction: str) -> None:
    unit = {"percent": "%", "points": "pp", "multiple": "×"}[kind]
    value, half = Decimal(digits).scaleb(-places), Decimal(5).scaleb(-places - 1)
    figure = quantity(kind, unit, (value, half), direction)
    again = read_back(figure, language)
    assert (again.kind, again.value, again.direction) == (kind, value, direction)
    assert again.precision == half


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=30, deadline=None)
@given(unit=st.sampled_from(DURATIONS), number=st.integers(2, 999))
def test_durations_survive_rendering(language: str, unit: str, number: int) -> None:
    again = read_back(quantity("duration", unit, (Decimal(number), Decimal(0)), "exact"), language)
    assert (again.kind, again.value, again.unit) == ("duration", Decimal(number), unit)


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=30, deadline=None)
@given(low=st.integers(1, 900), wide=st.integers(1, 99), scale=st.sampled_from((8, 9, 12)))
def test_ranges_survive_rendering(language: str, low: int, wide: int, scale: int) -> None:
    factor = Decimal(10) ** scale
    first, second = low * factor, (low + wide) * factor
    middle = (first + second) / 2
    figure = Figure(0, 0, "", "money", middle, "USD", low=first, high=second, precision=factor / 2)
    again = read_back(figure, language)
    assert (again.value, again.low, again.high, again.unit) == (middle, first, second, "USD")


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=30, deadline=None)
@given(
    year=st.integers(1950, 2049),
    part=st.sampled_from(("", "-H1", "-H2", "-Q1", "-Q3", "-Q4", "-02", "-11", "-07-09", "-12-31")),
)
def test_periods_survive_rendering(language: str, year: int, part: str) -> None:
    figure = Figure(0, 0, "", "date", period=f"{year}{part}")
    assert read_back(figure, language).period == f"{year}{part}"


@settings(max_examples=200, deadline=None)
@given(
    text=st.text(
        alphabet="0123456789.,%-~ 一二三十百千万亿元年月日人约近多第个兆円억조원K$€MioMrd.billion", max_size=40
    ),
    language=st.sampled_from([*LANGUAGES, None]),
)
def test_no_text_breaks_the_parser(text: str, language: str | None) -> None:
    found = parse(text, language)
    assert all(text[figure.start : figure.end] == figure.text and figure.text for figure in found)
    assert all(first.end <= second.start for first, second in pairwise(found))


@settings(max_examples=200, deadline=None)
@given(first=amounts(), second=amounts())
def test_equality_is_symmetric(first: tuple[Decimal, Decimal], second: tuple[Decimal, Decimal]) -> None:
    a, b = (quantity("money", "CNY", amount, "exact") for amount in (first, second))
    assert equal(a, b) == equal(b, a)
    assert equal(a, a)


@settings(max_examples=200, deadline=None)
@given(text=st.text(max_size=60))
def test_folding_keeps_every_offset(text: str) -> None:
    assume(text)
    assert len(fold(text)) == len(text)
