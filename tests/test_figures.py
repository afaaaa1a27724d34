"""Figures: what is found, how it is normalised, compared, rendered and put right."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest

from summarize.figures import convert_text, equal, parse, relate, render, supported, unsupported_figures
from summarize.figures.period_patterns import OTHER
from summarize.figures.spelled import in_digits
from summarize.verifying import figures_stand
from tests.bench.own_figures import measure


@pytest.mark.parametrize(
    ("text", "language", "value", "unit"),
    [
        ("三百二十万人", "zh-Hans", 3_200_000, "person"),
        ("3億2000萬元", "zh-Hant", 320_000_000, "CNY"),
        ("１,２３４人", "zh-Hans", 1234, "person"),
        ("RMB 312m", "en", 312_000_000, "CNY"),
        ("¥0.31bn for the Chinese firm", "en", 310_000_000, "CNY"),
        ("312 Mio. Euro", "de", 312_000_000, "EUR"),
        ("1.234,5 Mrd. Euro", "de", 1_234_500_000_000, "EUR"),
        ("2 800 milliards d'euros", "fr", 2_800_000_000_000, "EUR"),
        ("3.400 millones de euros", "es", 3_400_000_000, "EUR"),
        ("1,2 billones de dólares", "es", 1_200_000_000_000, "USD"),
        ("1兆2,345億円", "ja", 1_234_500_000_000, "JPY"),
        ("79조 987억원", "ko", 79_098_700_000_000, "KRW"),
        ("Rs 1,25,000", "en", 125_000, "INR"),
        ("4.6万亿", "zh-Hans", 4_600_000_000_000, None),
    ],
)
def test_scales_and_separators(text: str, language: str, value: int, unit: str | None) -> None:
    figure = parse(text, language)[0]
    assert (figure.value, figure.unit) == (Decimal(value), unit)


def test_a_dot_before_three_digits_is_read_by_language() -> None:
    assert parse("3.124 Kunden", "de")[0].value == 3124
    assert parse("3.124亿元", "zh-Hans")[0].value == Decimal("312400000")


@pytest.mark.parametrize(
    "text",
    [
        "GLM-4.7",
        "DeepSeek R1 与 GPT-5.2",
        "B1轮",
        "A股",
        "5G",
        "四小龙和六小虎",
        "行业第一梯队",
        "一带一路",
        "https://a.example/2024",
        "零部件",
        "80后",
    ],
)
def test_numbers_in_names_are_no_figures(text: str) -> None:
    assert parse(text, "zh-Hans") == ()


def test_values_of_a_list_get_their_own_periods() -> None:
    found = parse("过去三年，公司收入分别为0.57亿元、1.25亿元、3.12亿元。", "zh-Hans", "2025-12-19")
    assert [(f.period, f.value) for f in found if f.kind == "money"] == [
        ("2022", Decimal("57000000")),
        ("2023", Decimal("125000000")),
        ("2024", Decimal("312000000")),
    ]


def test_a_list_that_does_not_fit_its_periods_has_none() -> None:
    found = parse("2022年、2023年、2024年采购额分别为1亿元、2亿元、3亿元、4亿元。", "zh-Hans")
    assert [f.period for f in found if f.kind == "money"] == [None, None, None, None]


def test_members_of_a_list_share_a_unit() -> None:
    found = parse("经调整净亏损为0.97亿、6.21亿以及24.66亿元", "zh-Hans")
    assert {f.unit for f in found} == {"CNY"}
    assert {f.sign for f in found} == {"loss"}


def test_relative_periods_need_a_date_of_publication() -> None:
    known = parse("去年上半年净利润为2亿元", "zh-Hans", "2025-03-01")
    unknown = parse("去年上半年净利润为2亿元", "zh-Hans")
    assert (known[0].period, known[0].period_resolved) == ("2024-H1", True)
    assert (unknown[0].period, unknown[0].period_resolved) == ("XXXX-H1", False)
    assert parse("sales rose last quarter", "en", "2025-02-10")[0].period == "2024-Q4"


@pytest.mark.parametrize("word", sorted(OTHER))
@pytest.mark.parametrize("language", ["zh", "en", "ja", "de", "fr", "es", "ko"])
def test_relative_dates_may_begin_a_sentence(word: str, language: str) -> None:
    for written in (word, word.capitalize(), word.upper(), word.title()):
        for figure in parse(f"{written} 40 %.", language, "2026-04-11"):
            assert figure.kind in ("date", "percent", "number"), figure


def test_growth_keeps_its_basis_and_sign() -> None:
    rate = parse("营收同比增长18.4%", "zh-Hans")[0]
    fall = parse("Sales fell 3% quarter on quarter", "en")[0]
    assert (rate.sign, rate.basis) == ("growth", "yoy")
    assert (fall.sign, fall.basis) == ("decline", "qoq")


@pytest.mark.parametrize(
    ("first", "second", "agreement"),
    [
        ("3.12亿元", "RMB 312 million", "unit"),
        ("3.12亿元", "3.124亿元", "rounding"),
        ("16亿元", "15.947亿元", "rounding"),
        ("近百人", "96人", "approximation"),
        ("20多倍", "25倍", "approximation"),
        ("8~9亿元", "8.4亿元", "approximation"),
        ("两年", "24 months", "unit"),
        ("近百人", "十余人", "different"),
        ("9个月", "两年", "different"),
        ("84.5%", "84.8%", "different"),
        ("3%", "3个百分点", "different"),
        ("37亿元", "37亿港元", "different"),
        ("第二大", "排名第四", "different"),
    ],
)
def test_equality_knows_its_reason(first: str, second: str, agreement: str) -> None:
    assert equal(parse(first)[0], parse(second)[0]).agreement == agreement


def test_a_statement_may_be_coarser_than_its_evidence_never_finer() -> None:
    fine, coarse = parse("3.124亿元"), parse("3.1亿元")
    assert supported(coarse[0], fine)
    assert not supported(fine[0], coarse)


def test_unsupported_figures_of_a_statement() -> None:
    evidence = ["2024年收入4.6万亿元，下降5%"]
    wrong = unsupported_figures("Revenue was 4.6 billion yuan in 2023, up 5%.", evidence, "en", ["zh-Hans"])
    assert [figure.text for figure in wrong] == ["4.6 billion yuan", "2023", "5%"]
    assert unsupported_figures("Revenue was 4.6 trillion yuan in 2024, down 5%.", evidence) == ()


def test_a_bare_number_elsewhere_is_no_evidence() -> None:
    assert unsupported_figures("共8架飞机", ["机型为8，于9月交付"]) != ()


def test_counts_under_other_nouns_support_each_other() -> None:
    assert unsupported_figures("It has 5,457 cloud customers.", ["云端客户为5457家"]) == ()


@pytest.mark.parametrize(
    ("statement", "language", "evidence", "tag"),
    [
        ("96家商店被关闭", "zh-Hans", "96 shops struck off", "en"),
        ("In 2025 two engineers left.", "en", "2025 gingen zwei Ingenieure.", "de"),
        ("As of June 30, 2025, cash was low.", "en", "2025年6月末の現金は少ない。", "ja"),
        ("1月到6月期间关闭", "zh-Hans", "closed between January and June", "en"),
        ("排名第四位", "zh-Hans", "auf dem vierten Platz", "de"),
        ("公司15日表示", "zh-Hans", "회사는 15일 본지에 밝혔다", "ko"),
    ],
)
def test_what_another_language_says_its_own_way_stands(statement: str, language: str, evidence: str, tag: str) -> None:
    assert unsupported_figures(statement, [evidence], language, [tag]) == ()
    assert unsupported_figures(statement, ["Nothing of the kind."], language, ["en"]) != ()


def test_a_unit_that_the_evidence_spells_in_another_script_is_kept() -> None:
    text = "目标年产量为12吉瓦时。"
    assert convert_text(text, ["年産12ギガワット時を目指す"], "zh-Hans", ["ja"]) == text
    assert convert_text("目标是12个席位。", ["Ziel sind 12 Mandate."], "zh-Hans", ["de"]) == "目标是12个席位。"


@pytest.mark.parametrize(
    ("text", "language", "kind", "value"),
    [
        ("到上个星期，回来的是17位。", "zh-Hans", "count", 17),
        ("公司排第17位。", "zh-Hans", "rank", 17),
        ("シェアは3位だった。", "ja", "rank", 3),
        ("世界3位のメーカー。", "ja", "rank", 3),
    ],
)
def test_the_counter_of_people_is_no_rank_in_chinese(text: str, language: str, kind: str, value: int) -> None:
    (figure,) = [one for one in parse(text, language) if one.kind != "date"]
    assert (figure.kind, figure.value) == (kind, value)


def test_what_is_only_nearly_so_is_not_told_exactly() -> None:
    assert (
        convert_text("90%來自原料。", ["近九成的營收來自原料。"], "zh-Hant", ["zh-Hant"]) == "近90% (近九成)來自原料。"
    )
    assert convert_text("90%來自原料。", ["90%的營收來自原料。"], "zh-Hant", ["zh-Hant"]) == "90%來自原料。"
    assert (
        convert_text("About 90% comes from it.", ["Nearly 90% comes from it."], "en", ["en"])
        == "About 90% comes from it."
    )


def test_the_year_before_may_be_told_behind_its_figure() -> None:
    for text, expected in (
        (
            "Der Umsatz stieg 2025 auf 422 Millionen Euro, nach 147 Millionen im Jahr davor.",
            {"422 Millionen Euro": "2025", "147 Millionen": "2024"},
        ),
        (
            "2025 lag die Auslastung der neuen Linie im Mittel bei 89,6 Prozent, nach 88,7 Prozent im Jahr davor.",
            {"89,6 Prozent": "2025", "88,7 Prozent": "2024"},
        ),
        (
            "2025 lag die Auslastung der neuen Linie im Mittel bei 89,6 Prozent, 2024 waren es 88,7 Prozent.",
            {"89,6 Prozent": "2025", "88,7 Prozent": "2024"},
        ),
    ):
        periods = {figure.text: figure.period for figure in parse(text, "de", "2026-03-01") if figure.kind != "date"}
        assert periods == expected


def test_a_period_that_follows_with_a_preposition_is_the_figure_s() -> None:
    text = "Use rose from 500 million a day in 2022 to 4.6 trillion a day in the first half of 2025."
    periods = [figure.period for figure in parse(text, "en") if figure.kind == "count"]
    assert periods == ["2022", "2025-H1"]


@pytest.mark.parametrize(
    ("text", "language", "rendered"),
    [
        ("1240家", "en", "1,240 (1240家)"),
        ("12ギガワット時", "en", "12 GWh (12ギガワット時)"),
        ("370亿港元", "en", "HK$37.0 billion (370亿港元)"),
        ("约3.12亿元", "de", "rund 312 Mio. Yuan (约3.12亿元)"),
        ("近百人", "fr", "près de 100 personnes (近百人)"),
        ("2億1200万ユーロ", "zh-Hans", "2.12亿欧元 (2億1200万ユーロ)"),
        ("17億5200万元", "en", "RMB 1.752 billion (17億5200万元)"),
        ("4억6000만 위안", "de", "460 Mio. Yuan (4억6000만 위안)"),
        ("270多万人", "en", "more than 2.7 million people (270多万人)"),
        ("4.6万亿元", "es", "4,6 billones de yuanes (4.6万亿元)"),
        ("8~9亿元", "en", "RMB 800–900 million (8~9亿元)"),
        ("84.5%", "en", "84.5%"),
        ("370亿港元", "zh-Hant", "370億港元"),
        ("2025年上半年", "en", "the first half of 2025 (2025年上半年)"),
    ],
)
def test_rendering_for_a_reader(text: str, language: str, rendered: str) -> None:
    assert render(parse(text)[0], language) == rendered


def test_a_wrong_scale_is_put_right_from_the_evidence() -> None:
    evidence = ["估值达4.6万亿元，增长5%"]
    assert (
        convert_text("The valuation reached 4.6 billion yuan, up 5%.", evidence, "en")
        == "The valuation reached RMB 4.6 trillion (4.6万亿元), up 5%."
    )


def test_what_is_not_clear_is_left_alone() -> None:
    sentence = "It lost 4.6 million dollars."
    assert convert_text(sentence, ["4.6亿元与46亿元"], "en") == sentence


@pytest.mark.parametrize(
    ("first", "second", "relation"),
    [
        ("2024", "2024", "same"),
        ("2025-06", "2025-H1", "within"),
        ("2024", "2025-H1", "apart"),
        ("XXXX-02-02", "2015-02-02", "same"),
        ("2024", None, "unknown"),
    ],
)
def test_periods_relate(first: str, second: str | None, relation: str) -> None:
    assert relate(first, second) == relation


def test_a_sentence_takes_milliseconds_at_most() -> None:
    sentence = "2022年至2024年，智远的收入分别为5740万元、1.25亿元和3.12亿元，年均复合增长率超过了130%。"
    parse(sentence, "zh-Hans")
    started = time.process_time()
    for _ in range(50):
        parse(sentence, "zh-Hans")
    assert (time.process_time() - started) / 50 < 0.02


def test_our_own_figures_in_eight_languages() -> None:
    right, wrong = measure()
    assert right >= 0.99, wrong


def test_a_bare_sum_may_be_in_its_own_language_s_currency_only() -> None:
    evidence, tags = ["2023年收入为1.245亿。"], ["zh-Hans"]
    assert unsupported_figures("Der Umsatz betrug 124,5 Millionen Euro.", evidence, "de", tags)
    assert unsupported_figures("Der Umsatz betrug 124,5 Millionen Yuan.", evidence, "de", tags) == ()
    assert unsupported_figures("Der Umsatz betrug 124,5 Millionen.", evidence, "de", tags) == ()
    written = convert_text("Der Umsatz betrug 124,5 Millionen Euro.", evidence, "de", tags)
    assert "Euro" not in written
    assert "124,5 Mio." in written


@pytest.mark.parametrize(
    ("statement", "language", "stands"),
    [
        ("Selon elle, quarante-sept lignes ont été abandonnées.", "fr", True),
        ("47 lignes ont été abandonnées.", "fr", True),
        ("Selon elle, quatre-vingt-sept lignes ont été abandonnées.", "fr", False),
        ("Siebenundachtzig Linien wurden aufgegeben.", "de", False),
        ("四十七条线路已被取消。", "zh-Hans", True),
    ],
)
def test_a_number_in_words_stands_where_it_stands(statement: str, language: str, stands: bool) -> None:
    assert figures_stand(statement, ["By her count forty-seven lines were scrapped."], language, ["en"]) == stands


def test_only_large_numbers_in_words_become_digits() -> None:
    assert in_digits("one of 3.5 million, twenty-five per cent, the fifth", "en") == (
        "one of 3.5 million, 25 per cent, the fifth"
    )
    assert in_digits("siebenundvierzig Linien, eine halbe Milliarde", "de") == "47 Linien, eine halbe Milliarde"
    assert in_digits("сорок семь", "ru") == "сорок семь"
