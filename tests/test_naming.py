"""What a figure measures has a noun for a name, in Chinese, English, Japanese and German."""

from __future__ import annotations

import pytest

from summarize.conflicts import find
from summarize.mentions import mentions_of
from summarize.naming import bare, measure_name
from tests.test_conflicts import article


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("光是研發就花掉", "研發"),
        ("现金及现金等价物只剩下了", "现金及现金等价物"),
        ("公司的毛利率始终保持在", "公司的毛利率"),
        ("其中企業級市場規模將達到", "企業級市場規模"),
        ("公司說 回本", "回本"),
        ("公司说是 岗位，工会说是", "岗位"),
        ("收入只有 ，已經做到 ，年複合增長率", "收入，年複合增長率"),
        ("還款總額", "還款總額"),
        ("就業人數", "就業人數"),
        ("英偉達", "英偉達"),
        ("智譜裁掉", "智譜裁掉"),
        ("現金、短期投資與可動用銀行融資合計", "現金、短期投資與可動用銀行融資合計"),
        ("Sales reached in", "Sales"),
        ("The battery maker's order book has grown to", "battery maker's order book"),
        ("By the end of the group had institutional customers", "institutional customers"),
        ("at a valuation of", "valuation"),
        ("Such on-premises work", "on-premises work"),
        ("一方で、 の調整後純損失は に達した", "調整後純損失"),
        ("目論見書によると、 売上高は だった", "売上高"),
        ("Im stieg der Umsatz um auf", "Umsatz"),
        ("beziffern den Anteil brauchbarer Zellen auf", "Anteil brauchbarer Zellen"),
        ("Die Firma nennt eine Ausbeute von", "Ausbeute"),
        ("Die Geschäftsführung spricht von", ""),
        ("Le chiffre d'affaires s'est élevé à", "Le chiffre d'affaires s'est élevé à"),
        ("", ""),
    ],
)
def test_what_makes_words_no_noun_falls_away_but_never_what_is_measured(words: str, name: str) -> None:
    assert bare(words) == name


def names(language: str, *lines: str) -> list[str]:
    return [measure_name([mention]) for mention in mentions_of(article("a", language, "2026-01-05", *lines))]


def test_each_figure_of_a_clause_has_the_name_that_stands_before_it() -> None:
    assert names("ja", "同社の2025年の売上高は1億4800万ユーロ、純損失は2億1200万ユーロだった。") == ["売上高", "純損失"]
    assert names("de", "Ein Umsatz von 312 Millionen Yuan und eine Bewertung von 50 Milliarden Yuan.") == [
        "Umsatz",
        "Bewertung",
    ]
    assert names("zh-Hans", "2023年和2024年收入分别为1.25亿元和3.12亿元。") == ["收入", "收入"]


def test_where_only_the_speaker_is_left_the_measure_is_named_by_its_own_word() -> None:
    assert names("de", "Die Geschäftsführung spricht von 120 Stellen.") == ["Stellen"]
    assert names("ja", "歩留まりが問題だ。", "会社側は91％と説明し、現場の技術者は62％だと証言する。") == [
        "歩留まり",
        "歩留まり",
    ]


def test_a_share_of_something_does_not_take_its_name() -> None:
    [name] = names("en", "On-premises work was 84.5% of sales in 2024.")
    assert name != "sales"


def test_a_noun_in_the_readers_language_and_script_comes_first() -> None:
    pair = (
        article("a", "zh-Hant", "2026-01-05", "2025年上半年，公司光是研發就花掉15.947億元。"),
        article("b", "en", "2026-01-06", "R&D cost the company 1.5947 billion yuan in the first half of 2025."),
    )
    subjects = {tag: find(pair, language=tag)[1][0].subject for tag in ("zh-Hans", "zh-Hant", "en")}
    assert subjects["zh-Hans"] == "研发 (2025-H1)" and subjects["zh-Hant"] == "研發 (2025-H1)"
    assert subjects["en"] == "Research and development (2025-H1)"


def subjects_of(language: str, *lines: tuple[str, str]) -> list[str]:
    """The names of what two articles, each of one sentence, agree or disagree about."""
    pair = [article(str(number), tag, "2026-01-05", line) for number, (tag, line) in enumerate(lines)]
    return [conflict.subject for found in find(pair, language=language) for conflict in found]


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("de", "Verlust, bereinigt (2025-H1)"),
        ("ja", "調整後損失 (2025-H1)"),
        ("zh-Hant", "經調整淨虧損 (2025-H1)"),
        ("pl", "Adjusted loss (2025-H1)"),
    ],
)
def test_where_no_article_has_a_noun_in_the_readers_language_the_concept_has_one(language: str, name: str) -> None:
    pair = (
        ("zh-Hans", "云岭电机2025年上半年经调整净亏损17.52亿元。"),
        (
            "es",
            "Yunling perdió 1.752 millones de yuanes en el primer semestre de 2025 (pérdida neta ajustada).",
        ),
    )
    assert subjects_of(language, *pair) == [name]


def test_a_clause_is_no_name_even_where_it_is_the_only_one_in_the_readers_language() -> None:
    """短期投資…を加えると, made up … of sales, 州政府为…的贷款提供担保: sentences that lost their figure."""
    line = "けん引役は社内サーバーの事業で、2024年の売上高の84.5%を占めた。"
    [mention] = mentions_of(article("a", "ja", "2026-01-05", line))
    assert measure_name([mention], "ja") == "売上高に占める割合"
    [mention] = mentions_of(article("a", "en", "2026-01-05", "Such on-premises work made up 84.5% of sales in 2024."))
    assert measure_name([mention], "en") == "On-premises share of revenue"


def test_whose_it_is_and_what_narrows_it() -> None:
    said = "云岭发布年报。", "云岭的亏损在2024年达到6.21亿元。", "云岭说，订单很多。"
    [mention] = mentions_of(article("a", "zh-Hans", "2026-01-05", *said))
    assert measure_name([mention], "zh-Hans") == "亏损"
    [mention] = mentions_of(article("a", "zh-Hans", None, "2024年机构客户贡献47亿元。"))
    assert measure_name([mention], "en") == "Revenue from institutional customers"
    [mention] = mentions_of(article("a", "en", None, "Sales at older shops rose 2% in 2024."))
    assert measure_name([mention], "en") == "Growth of sales at older shops"


def test_an_event_is_named_where_it_is_spoken_of_and_not_where_its_word_only_counts() -> None:
    [gone] = mentions_of(article("a", "en", None, "The layoffs have begun.", "The company counts 120 posts."))
    [there] = mentions_of(article("a", "en", None, "The company has grown.", "The company counts 120 posts."))
    assert (measure_name([gone]), measure_name([there])) == ("Job cuts", "Posts")


def test_a_span_is_named_by_what_lasts() -> None:
    pair = ("zh-Hans", "按此计算，公司的现金只够支撑14个月。"), ("en", "Its cash would last three years, it said.")
    assert subjects_of("en", *pair) == ["How long the cash lasts"]
    assert subjects_of("zh-Hans", *pair) == ["资金能撑多久"]


def test_a_period_is_the_widest_of_those_that_hold_one_another() -> None:
    fiscal = ("en", "Tarn lost 212 million euros in fiscal 2025."), ("de", "Tarn verlor 2025 212 Millionen Euro.")
    assert len(subjects_of("en", *fiscal)) == 1 and "2025)" in subjects_of("en", *fiscal)[0]


def test_a_period_is_that_of_the_measure_only_if_most_tell_it() -> None:
    figures = ("en", "Tarn lost 212 million euros in 2025."), ("de", "Tarn verlor 212 Millionen Euro.")
    assert [name for name in subjects_of("en", *figures) if "2025" in name] == []


def test_a_sum_of_two_things_does_not_have_the_name_of_one() -> None:
    """Else cash in June and cash with bank facilities in October would be one measure that has trebled."""
    lines = (
        ("zh-Hans", "截至2025年10月底，现金与银行融资合计89.43亿元。"),
        (
            "zh-Hant",
            "截至2025年10月底，現金和可動用的銀行融資合計89.43億元。",
        ),
    )
    assert subjects_of("en", *lines) == ["Cash and financing (2025-10)"]
    assert subjects_of("zh-Hans", *lines)[0].startswith("现金与银行融资")
