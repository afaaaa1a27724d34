"""Planted contradictions are found with their reason; what only looks like one is left alone or shown as agreement."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from index.documents import Article, Sentence, Span
from summarize.conflicts import find
from summarize.results import Conflict


def article(identifier: str, language: str, published: str | None, *lines: str) -> Article:
    """An article with one sentence a line."""
    text = "\n".join(lines)
    sentences, at = [], 0
    for number, line in enumerate(lines):
        sentences.append(Sentence(number, at, at + len(line), line, 0))
        at += len(line) + 1
    return Article(
        identifier,
        f"{identifier}.txt",
        text,
        (Span(0, len(text)),),
        language=language,
        published=published,
        sentences=tuple(sentences),
    )


FERRIES = (
    article(
        "a",
        "en",
        "2025-03-04",
        "Northwind Ferries carried more people than ever.",
        "Northwind's revenue in 2024 came to $412 million, up 6%.",
        "The company had 2,300 employees at the end of 2024.",
        "Northwind shipped 1.2 million tonnes of freight in 2024.",
        "It is the third-largest ferry operator in the Baltic, according to a trade survey.",
        "Its net loss for 2024 was $18.4 million.",
        "Dock workers at Harbour Lines earn $31 an hour.",
    ),
    article(
        "b",
        "en",
        "2025-08-20",
        "Trouble at Northwind Ferries.",
        "Northwind reported revenue of $389 million for 2024.",
        "Northwind had 2,450 employees in June 2025.",
        "Freight shipped by Northwind reached 1,203,000 tonnes in 2024.",
        "Northwind ranked fifth among ferry operators in the Baltic, another report found.",
        "In the first half of 2025 its net loss was $11 million.",
        "Northwind's adjusted net loss for 2024 was $15.1 million.",
    ),
)
BATTERIES = (
    article(
        "a",
        "zh-Hans",
        "2025-05-02",
        "蓝鲸电池发布年报。",
        "蓝鲸电池2024年营收为48.6亿元。",
        "按目前的支出速度计算，公司账上现金只够支撑14个月左右。",
        "截至2024年底，蓝鲸电池共有员工3200人。",
        "蓝鲸电池2024年研发费用为6.3亿元。",
        "工厂年产能为20吉瓦时。",
    ),
    article(
        "b",
        "en",
        "2025-05-09",
        "BlueWhale Battery published its annual report.",
        "BlueWhale's revenue in 2024 was 4.86 billion yuan.",
        "Executives said the company's cash would last three years.",
        "The company employed 2,700 staff at the end of 2024.",
        "Research and development cost 0.63 billion yuan in 2024.",
    ),
)
FIRE = (
    article(
        "a",
        "de",
        "2024-05-04",
        "Der Brand im Lagerhaus begann am Abend.",
        "Bei dem Brand am 3. Mai 2024 wurden 14 Menschen verletzt.",
        "Der Schaden beträgt rund 3 Mio. Euro.",
    ),
    article(
        "b",
        "fr",
        "2024-05-05",
        "L'incendie de l'entrepôt a commencé le soir.",
        "L'incendie du 3 mai 2024 a fait 21 blessés.",
        "Les dégâts sont estimés à 3,1 millions d'euros.",
    ),
)


def told(found: tuple[Conflict, ...]) -> set[tuple[str, str, str]]:
    return {(conflict.kind, conflict.why, conflict.note) for conflict in found}


def test_figures_and_ranks_of_one_language() -> None:
    conflicts, agreements = find(FERRIES)
    assert told(conflicts) == {
        ("figure", "fact", "$412 million ≠ $389 million"),
        ("rank", "scope", "third-largest ≠ ranked fifth"),
    }
    assert told(agreements) >= {
        ("figure", "rounding", "1.2 million tonnes ≈ 1,203,000 tonnes"),
        ("figure", "scope", "$18.4 million ≈ $15.1 million"),
    }


def test_figures_across_languages() -> None:
    conflicts, agreements = find(BATTERIES)
    assert told(conflicts) == {
        ("duration", "scope", "14个月左右 ≠ three years"),
        ("figure", "fact", "3200人 ≠ 2,700 staff"),
    }
    assert ("figure", "unit", "48.6亿元 ≈ 4.86 billion yuan") in told(agreements)


def test_two_european_languages() -> None:
    conflicts, agreements = find(FIRE)
    assert told(conflicts) == {("figure", "fact", "14 Menschen ≠ 21")}
    assert ("figure", "rounding", "rund 3 Mio. Euro ≈ 3,1 millions d'euros") in told(agreements)


def test_ranks_in_two_lists_and_people_are_no_ranks_of_one() -> None:
    pair = (
        article("a", "zh-Hans", "2026-03-01", "回来的是17位。", "第二大板块是儿童近视防控，占比27.4%。"),
        article("b", "zh-Hans", "2026-03-02", "九倍买一家全国第四大的眼科连锁，贵不贵并不难算。"),
    )
    assert find(pair)[0] == ()


def test_a_part_told_beside_the_whole_contradicts_nothing() -> None:
    text = "我要说的是，公司募了52亿元，其中21亿元躺在银行里，却说算力等不起。"
    assert find((article("a", "zh-Hans", "2026-03-01", text),))[0] == ()


@pytest.mark.parametrize(
    ("language", "text", "note"),
    [
        ("en", "Norvane reports a staff turnover of 19%.|Lund Research read the register and got 28%.", "19% ≠ 28%"),
        ("ja", "市の予測では、利用者は1日6,700人。|これに対し、研究所の波多江氏は4,900人とみる。", "6,700人 ≠ 4,900人"),
        (
            "de",
            "Die Gesellschaft räumte ein, dass sich der Start um 14 Monate verschiebt.|"
            "Das Seeamt glaubt auch daran nicht.|In einem Vermerk rechnet die Behörde mit 22 Monaten Verzug.",
            "14 Monate ≠ 22 Monaten",
        ),
        (
            "zh-Hans",
            "如果不再借钱，石桥的现金只够用七个月。|公司当然不同意。|财务总监说，现金至少可以覆盖十六个月。",
            "七个月 ≠ 十六个月",
        ),
        # One source, a change, another measure, or a count that the article explains.
        ("zh-Hans", "公司统计的并发症是0.31%。|外面有人说是1.7%，那是把干眼都算进去了。", None),
        ("zh-Hans", "年报写的是96.4%，而调度机构统计的是91.8%。|差别在于，公司剔除了台风停机。", None),
        ("en", "Norvane reports a staff turnover of 19%.|It rose to 28% at the yard.", None),
        ("en", "Norvane reports a staff turnover of 19%.|Lund Research found a gross margin of 28%.", None),
        ("en", "Norvane says it sold 400 ferries.|Of which 120 went abroad, according to the union.", None),
    ],
)
def test_two_sources_side_by_side_in_one_article(language: str, text: str, note: str | None) -> None:
    conflicts, _ = find((article("a", language, "2026-03-01", *text.split("|")),))
    assert [conflict.note for conflict in conflicts] == ([note] if note else [])


def test_japanese_against_korean() -> None:
    pair = (
        article(
            "a", "ja", "2025-01-20", "北星自動車の昨年の成績が出た。", "北星自動車の2024年の販売台数は12万台だった。"
        ),
        article(
            "b", "ko", "2025-01-21", "북성자동차의 지난해 실적이 나왔다.", "북성자동차의 2024년 판매량은 15만 대였다."
        ),
    )
    conflicts, _ = find(pair)
    assert told(conflicts) == {("figure", "fact", "12万台 ≠ 15만 대")}


def test_spanish_units_agree_and_shares_do_not() -> None:
    pair = (
        article(
            "a",
            "es",
            "2025-02-02",
            "Solmar tenía una cuota de mercado del 23 % en 2024.",
            "La deuda de Solmar ascendía a 1.200 millones de euros a finales de 2024.",
        ),
        article(
            "b",
            "es",
            "2025-03-02",
            "En 2024 la cuota de mercado de Solmar fue del 17,5 %.",
            "La deuda de Solmar era de 1,2 mil millones de euros a finales de 2024.",
        ),
    )
    conflicts, agreements = find(pair)
    assert told(conflicts) == {("figure", "fact", "23 % ≠ 17,5 %")}
    assert told(agreements) == {("figure", "unit", "1.200 millones de euros ≈ 1,2 mil millones de euros")}


def test_reported_against_denied_in_one_article() -> None:
    english = article(
        "a",
        "en",
        None,
        "Two people familiar with the matter said Quill would lay off nearly 400 employees.",
        "Quill denied this and said the layoffs affect about 60 employees.",
        "The company has 5,000 customers.",
    )
    german = article(
        "a",
        "de",
        None,
        "Medien berichten, dass bei Talhof 900 Stellen gestrichen werden.",
        "Ein Sprecher widersprach: Der Stellenabbau betreffe nur rund 150 Stellen.",
    )
    assert told(find([english])[0]) == {("figure", "fact", "nearly 400 employees ≠ about 60 employees")}
    assert told(find([german])[0]) == {("figure", "fact", "900 Stellen ≠ rund 150 Stellen")}


def test_sides_quote_the_article_and_carry_normalised_values() -> None:
    conflicts, _ = find(BATTERIES, toward="cash")
    assert [conflict.kind for conflict in conflicts] == ["duration"]
    texts = {one.id: one.text for one in BATTERIES}
    for side in conflicts[0].sides:
        citation = side.citation
        assert texts[side.article][citation.start : citation.end] == citation.quote
    assert [(side.value, side.unit) for side in conflicts[0].sides] == [(14.0, "month"), (3.0, "year")]


def test_a_topic_is_understood_in_another_language() -> None:
    assert [conflict.kind for conflict in find(BATTERIES, toward="現金")[0]] == ["duration"]
    assert find(BATTERIES, toward="毛利率") == ((), ())


def test_vectors_can_refuse_what_the_concepts_would_pair() -> None:
    told = (
        article("a", "zh-Hans", None, "2024年海岸仓库共有员工3200人。"),
        article("b", "en", None, "In 2024 the hospital employed 2,700 staff."),
    )
    apart = {"a": np.array([[1.0, 0.0]], dtype=np.float32), "b": np.array([[0.0, 1.0]], dtype=np.float32)}
    assert len(find(told)[0]) == 1
    assert find(told, apart.__getitem__) == ((), ())


def test_figures_of_two_languages_contradict_each_other_only_where_both_are_dated_and_alone() -> None:
    def conflicts(chinese: str, german: str) -> tuple[Conflict, ...]:
        return find((article("a", "zh-Hans", "2026-03-01", chinese), article("b", "de", "2026-03-02", german)))[0]

    dated = "2025 lag die Ausbeute bei 51 Prozent."
    assert len(conflicts("2025年良率为62%。", dated)) == 1
    assert not conflicts("良率为62%。", dated)
    assert not conflicts("2025年良率为62%，毛利率为31%。", dated)
    assert not conflicts("2025年收入为34.6亿元。", "Der Umsatz stieg 2025 auf 422 Millionen Euro.")


def test_no_conflict_where_the_other_article_has_the_figure_too() -> None:
    pair = (
        article("a", "zh-Hans", None, "远山茶业2023年收入为5亿元，2024年收入为7亿元。"),
        article("b", "zh-Hans", None, "远山茶业收入达到5亿元。"),
    )
    assert find(pair)[0] == ()


def test_other_periods_other_companies_and_parts_are_no_conflicts() -> None:
    pair = (
        article(
            "a",
            "en",
            "2025-02-02",
            "Larkfield's revenue in 2023 was $90 million.",
            "Larkfield's cloud revenue in 2024 was $30 million.",
            "Larkfield expects revenue of $150 million in 2026.",
            "Larkfield's market share was 12% in 2024.",
        ),
        article(
            "b",
            "en",
            "2025-02-03",
            "Larkfield's revenue in 2024 was $120 million.",
            "Brookside's market share was 31% in 2024.",
            "Larkfield's revenue rose 33% in 2024.",
        ),
    )
    assert find(pair)[0] == ()


def test_nothing_comes_of_nothing() -> None:
    assert find(()) == ((), ())
    assert find([article("a", "en", None, "No numbers here.")]) == ((), ())


def test_two_parties_side_by_side_in_one_sentence() -> None:
    cases = (
        article("a", "zh-Hans", None, "松江机械裁撤了一些岗位。公司说是120个岗位，工会说是340个。"),
        article("a", "ja", None, "人員削減は会社の発表で120人、労働組合の集計で340人。"),
        article("a", "fr", None, "Officiellement, 120 postes disparaissent ; le syndicat en compte 340."),
        article("a", "ko", None, "폐점 수는 회사 발표로는 41곳, 등기 자료로는 96곳이다."),
    )
    for one in cases:
        conflicts, _ = find([one])
        assert len(conflicts) == 1, one.text
        assert [side.article for side in conflicts[0].sides] == ["a", "a"]


def test_two_figures_of_one_speaker_are_no_dispute() -> None:
    one = article("a", "en", None, "The company said it sold 120 boats and 340 engines.", "Sales were 5% up, it said.")
    assert find([one])[0] == ()


def test_a_reprint_is_no_side_of_its_own() -> None:
    reprint = replace(BATTERIES[1], id="c", same_origin_as="b")
    conflicts, agreements = find([*BATTERIES, reprint])
    assert {side.article for found in (*conflicts, *agreements) for side in found.sides} == {"a", "b"}


def test_a_rival_and_a_part_take_no_side() -> None:
    pair = (
        article("a", "zh-Hans", "2025-04-10", "晴川光伏2024年营业收入86.4亿元。", "晴川光伏2024年出货量为18.6吉瓦。"),
        article(
            "b",
            "zh-Hant",
            "2025-04-12",
            "同業遠光科技2024年營業收入為120億元。",
            "晴川光伏2024年出貨量只有16.9吉瓦。",
            "晴川光伏2024年海外出貨量7.2吉瓦。",
        ),
    )
    assert told(find(pair)[0]) == {("figure", "fact", "18.6吉瓦 ≠ 16.9吉瓦")}


def test_who_repeats_one_side_of_a_dispute_joins_it_and_agrees_with_nobody() -> None:
    disputed = article("a", "en", None, "Officials said 120 posts would go; the union said 340 posts would go.")
    repeats = article("b", "zh-Hans", None, "公司说，将裁掉120个岗位。")
    conflicts, agreements = find([disputed, repeats])
    assert [[(side.article, side.value) for side in one.sides] for one in conflicts] == [
        [("a", 120.0), ("b", 120.0), ("a", 340.0)]
    ]
    assert conflicts[0].note == "120 ≠ 340"
    assert agreements == ()


def test_how_long_money_lasts_is_compared_where_the_sentences_name_the_money_in_other_words() -> None:
    """A loan on one side, accounts on the other, and a figure whose clause has no word for what it is."""
    pair = (
        article("a", "en", "2026-10-19", "With the loan Tarn has enough to run for eighteen months."),
        article(
            "b",
            "de",
            "2026-10-14",
            "Noch liegt Geld auf den Konten.",
            "„Das reicht noch für sechs Monate“, heißt es.",
        ),
        article(
            "c",
            "fr",
            "2026-10-20",
            "Combien de temps l'argent de Tarn durera-t-il ?",
            "La directrice parle de dix-huit mois.",
        ),
    )
    [conflict], agreements = find(pair)
    assert (conflict.kind, conflict.why, conflict.subject) == ("duration", "scope", "How long the cash lasts")
    assert {(side.article, side.value) for side in conflict.sides} == {("a", 18.0), ("b", 6.0), ("c", 18.0)}
    assert agreements == ()


def test_a_whole_and_its_part_by_one_source_are_no_dispute() -> None:
    part = "Von den 600 Millionen Euro Mehrkosten entfallen nach ihren Angaben 280 Millionen auf die Plattform."
    assert find([article("a", "de", None, part)])[0] == ()
    two = "年报写的是96.4%，而调度机构统计的数字是91.8%。"
    [conflict] = find([article("a", "zh-Hans", None, two)], language="zh-Hans")[0]
    assert (conflict.subject, conflict.note) == ("数字", "96.4% ≠ 91.8%")


def test_falls_of_two_days_are_no_contradiction() -> None:
    pair = (
        article("a", "zh-Hans", None, "财报公布第二天，远山茶业股价开盘就跌了6.4%。"),
        article("b", "zh-Hant", None, "去年8月那一週，遠山茶業股價跌了15%。"),
    )
    assert find(pair)[0] == ()
