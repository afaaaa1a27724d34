"""Articles are grouped by subject across languages; two subjects of one industry stay apart. All texts are invented."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from index import reading
from index.cleaning import clean
from index.documents import Article, Span
from index.sentences import sentences_of
from summarize.grouping import grouped, named_groups
from summarize.names import names_of

# Two ferry companies, which is the hard pair, and a dairy.
FERRIES_ONE = {
    "de": "Brelund Ferries fährt wieder. Nach vier Monaten im Dock hat die Reederei Brelund am Montag ihre Linie nach "
    "Skarvoy aufgenommen. Im vergangenen Jahr beförderte Brelund 1,37 Millionen Passagiere und setzte 84,6 Millionen "
    "Euro um. Die neue Fähre kostete 61,5 Millionen Euro. Der Vorstand von Brelund rechnet mit 212 neuen Stellen.",
    "en": "Passengers return to Brelund. The ferry company Brelund carried 1.37 million passengers last year, "
    "a record. Sales at Brelund came to 84.6 million euros. Critics say that Brelund borrowed too much for its new "
    "ship, which cost 61.5 million euros. Fuel is the other worry, and nobody at Brelund will say how much is hedged.",
    "zh-Hans": "布雷伦渡轮的新船值不值？布雷伦去年运送旅客137万人次，收入8460万欧元。布雷伦为新船花了6150万欧元，"
    "其中大部分是借来的。工会说，布雷伦要先招满212人才能开新航线。渡轮业今年的燃油很贵。",
}
FERRIES_TWO = {
    "en": "Ostvik Line cuts a crossing. The ferry company Ostvik will close its night crossing in October. Ostvik lost "
    "23.8 million euros last year on sales of 119 million euros. The managing director of Ostvik blames fuel, and the "
    "union blames Ostvik. Passengers fell to 0.94 million.",
    "ja": "オストヴィク海運、夜行便を廃止へ。フェリー会社のオストヴィク海運は10月に夜行便をやめる。"
    "オストヴィク海運は昨年、売上高1億1900万ユーロに対し2380万ユーロの赤字だった。旅客は94万人に減った。"
    "燃料の高騰がオストヴィク海運を苦しめている。",
    "zh-Hans": "奥维航运的夜航为什么停了？奥维去年亏损2380万欧元，旅客降到94万人次。奥维的收入是1.19亿欧元。"
    "渡轮公司都说燃油贵，可是奥维的船也太旧了。工会认为奥维早该换船。",
}
DAIRY = {
    "fr": "La laiterie Pellworth double sa cave. La coopérative de Pellworth affine désormais 7 850 tonnes de fromage "
    "par an. Les ventes de Pellworth ont atteint 46,2 millions d'euros. Pour la nouvelle cave, Pellworth a payé 18,4 "
    "millions d'euros. Les éleveurs de Pellworth demandent un meilleur prix.",
    "en": "What a cheese cellar is worth. Milk farmers own Pellworth, and Pellworth ripens 7,850 tonnes of cheese a "
    "year. Its cellar cost 18.4 million euros. With sales of 46.2 million euros Pellworth is small, but without debt.",
    "zh-Hant": "佩爾沃思乳酪的新地窖。佩爾沃思一年熟成7850噸乳酪。佩爾沃思的銷售額是4620萬歐元，沒有負債。"
    "新地窖花了1840萬歐元。牧場主人希望佩爾沃思提高收購的價格。",
}


def article(identifier: str, language: str, text: str) -> Article:
    bare = Article(
        id=identifier,
        path=f"{identifier}.txt",
        text=text,
        kept=(Span(0, len(text)),),
        language=language,
        content_hash=identifier,
    )
    return replace(bare, sentences=sentences_of(bare))


DATA = Path(__file__).parent / "data"
SETS = ("wind", "clinic", "tram", "oats", "robots", "rent", "scooters", "games")
SUBJECTS = {"ferries-one": FERRIES_ONE, "ferries-two": FERRIES_TWO, "dairy": DAIRY}
ARTICLES = [
    article(f"{subject}.{language}", language, text)
    for subject, texts in SUBJECTS.items()
    for language, text in texts.items()
]


def by_subject(articles: list[Article]) -> set[frozenset[str]]:
    return {frozenset(one.id for one in group) for group in grouped(articles)}


def test_three_subjects_in_six_languages_are_three_groups() -> None:
    assert by_subject(ARTICLES) == {
        frozenset(one.id for one in ARTICLES if one.id.startswith(subject)) for subject in SUBJECTS
    }


def test_the_order_of_adding_does_not_matter() -> None:
    assert by_subject(ARTICLES[::-1]) == by_subject(ARTICLES) == by_subject(ARTICLES[4:] + ARTICLES[:4])


def test_one_subject_is_one_group_and_the_largest_comes_first() -> None:
    ferries = [one for one in ARTICLES if one.id.startswith("ferries-one")]
    dairy = [one for one in ARTICLES if one.id.startswith("dairy")][:2]
    assert [[one.id for one in group] for group in grouped(dairy + ferries)] == [
        ["ferries-one.de", "ferries-one.en", "ferries-one.zh-Hans"],
        ["dairy.fr", "dairy.en"],
    ]


@pytest.mark.parametrize(("language", "name"), [("en", "Brelund"), ("zh-Hant", "布雷伦"), ("ja", "Brelund")])
def test_a_group_has_the_name_that_its_articles_bear(language: str, name: str) -> None:
    groups = grouped(ARTICLES)
    names = {group.articles[0]: group for group in named_groups(groups, 1, language)}
    assert names["ferries-one.de"].name == name
    assert [group.compared for group in named_groups(groups, 1, language)] == [False, True, False]


def test_a_chinese_name_is_the_same_name_as_its_latin_spelling() -> None:
    chinese = article("a", "zh-Hans", "玉兰今年很忙。玉兰开了三家店。玉兰的店都在县城。客人说玉兰的茶便宜。")
    latin = article("b", "en", "A busy year for Yulan. In May Yulan opened three shops. Guests of Yulan like the tea.")
    assert {name.key for name in names_of(chinese)} == {name.key for name in names_of(latin)} == {"yulan"}


def test_nothing_makes_no_group() -> None:
    assert grouped([]) == []


def test_an_article_alone_joins_the_subject_that_it_names() -> None:
    worker = article(
        "worker",
        "en",
        "Night shifts are long in Skarvoy. A welder says that nobody sleeps. Brelund hired her in May. The canteen is "
        "shut. Her contract with Brelund ends in spring. She would rather fish.",
    )
    rival = article(
        "rival",
        "en",
        "Harbour dues rise again. The pilots of Tornesund want more pay. Ships queue off Tornesund. Brelund pays as "
        "well. The mayor of Tornesund is silent.",
    )
    groups = by_subject([*ARTICLES, worker, rival])
    ferries = frozenset(one.id for one in ARTICLES if one.id.startswith("ferries-one"))
    assert ferries | {"worker"} in groups
    assert frozenset({"rival"}) in groups


def test_a_name_that_is_no_sound_is_known_by_its_gloss() -> None:
    chinese = [
        article(
            f"zh{number}",
            "zh-Hans",
            f"{first}鹤屿航运（Cranewell）今年换了船。鹤屿的票价没有变。鹤屿说，燃油贵。乘客觉得鹤屿慢。",
        )
        for number, first in enumerate(("港口很忙。", "冬天来了。"))
    ]
    english = article(
        "en",
        "en",
        "A crossing takes four hours. Passengers of Cranewell grumble. Nobody at Cranewell answers. It rains.",
    )
    assert by_subject([*chinese, english]) == {frozenset(("zh0", "zh1", "en"))}


def test_subjects_that_nothing_was_tuned_on_stay_whole_and_apart() -> None:
    """Eight of our question sets together: a file's name begins with its subject."""
    files = sorted(path for name in SETS for path in (DATA / name / "articles").iterdir())
    read = [replace(clean(next(iter(reading.read(str(path))))), id=path.name) for path in files]
    groups = by_subject(read)
    subjects = {path.name.split("-")[0] for path in files}
    assert groups == {frozenset(one.id for one in read if one.id.startswith(subject)) for subject in subjects}


def test_a_gloss_and_a_longer_name_are_the_same_name() -> None:
    chinese = article(
        "zh", "zh-Hans", "石桥航空（Cranewell）的航线很多。石桥航空的票很便宜。石桥航空的乘客很多。下雨了。"
    )
    shorter = article("zh0", "zh-Hant", "石橋買了飛機。石橋賣了船。石橋今年賺錢。下雨了。")
    english = article(
        "en", "en", "A flight takes four hours. Passengers of Cranewell grumble. Nobody at Cranewell answers. It rains."
    )
    assert by_subject([chinese, shorter, english]) == {frozenset(("zh", "zh0", "en"))}
