"""Which names a question has, and whether a sentence gives them. All sentences are invented."""

from __future__ import annotations

from dataclasses import replace

import pytest

from summarize.asked_names import names_asked, share_unnamed
from summarize.objections import lacks_name
from summarize.unlisted_names import unlisted_names
from tests.test_extracting import hit
from tests.test_opinions import article


@pytest.mark.parametrize(
    ("question", "language", "names"),
    [
        ("德国Rautenberg中心的收入是多少？", "zh-Hans", ("Rautenberg",)),
        ("What does the analyst Qi Baichuan think of Norvane?", "en", ("Qi Baichuan", "Norvane")),
        ("What did Professor Ulmen say in March about the Chinese market in Germany?", "en", ("Ulmen",)),
        ("How much did OpenRouter grow?", "en", ()),  # written alike everywhere, so compared elsewhere
        ("Combien de magasins Norvane a-t-il fermés ?", "fr", ("Norvane",)),
        ("Wie hoch war der Verlust von Norvane?", "de", ()),
        ("Who leads the firm?", "en", ()),
    ],
)
def test_names_of_a_question(question: str, language: str, names: tuple[str, ...]) -> None:
    assert names_asked(question, language) == names


def test_a_name_is_given_in_writing_by_sound_by_the_title_or_by_the_whole_article() -> None:
    asked = ("Qi Baichuan", "Norvane")
    assert share_unnamed(asked, hit("戚百川给出的评级是减持。")) == 0.5
    assert share_unnamed(asked, replace(hit("戚百川给出的评级是减持。"), title="Norvane")) == 0.0
    assert share_unnamed(asked, hit("戚百川给出的评级是减持。"), ("norvane",)) == 0.0
    assert share_unnamed(asked, hit("收入增长了一成。")) == 1.0
    assert share_unnamed((), hit("收入增长了一成。")) == 0.0


def test_what_no_lexicon_has_but_an_article_is_a_name() -> None:
    bank = article("a", "zh-Hans", "海岱银行去年收入四亿元。庞惟谦说，川禾轨道还欠着钱。")
    report = article("b", "de", "Die Bürger in Uhlenhorst warten seit Mai auf Stahl.")
    names = unlisted_names("川禾轨道去年的收入是多少？", "zh-Hans", [bank, report])
    assert names == ("川禾轨道",)
    assert unlisted_names("龐惟謙怎麼看？", "zh-Hant", [bank]) == ("庞惟谦",)
    assert unlisted_names("Wie hoch ist die Miete in Uhlenhorst nach Angaben der Stadt?", "de", [report]) == (
        "uhlenhorst",
    )
    assert unlisted_names("川禾轨道去年的收入是多少？", "zh-Hans", [report]) == ()
    assert unlisted_names("How much did the bank lose in Uhlenhorst?", "en", [report]) == ()
    assert share_unnamed(names, hit("海岱银行去年收入四亿元。")) == 1.0
    assert share_unnamed(names, hit("川禾轨道去年收入两亿元。")) == 0.0
    assert share_unnamed(names, replace(hit("It earned 200 million yuan."), language="en", title=None)) == 0.0


def test_a_compound_of_a_name_is_known_by_the_name() -> None:
    report = article("b", "de", "Norvane hat im Mai Aktien verkauft. In Malaysia steht ein Werk.")
    assert unlisted_names("Wie viele Norvane-Aktien wurden in Malaysia verkauft?", "de", [report]) == ("norvane",)
    assert not lacks_name("Wie viele Norvane-Aktien hat er gekauft?", hit("他买入300万股。"))
    assert lacks_name("Wie viele GLM-4-Nutzer gibt es?", hit("他买入300万股。"))
