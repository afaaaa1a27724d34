"""What is linked to its origin, and what is not, with vectors whose likeness is known."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index.alignment import aligned_share
from index.article_index import ArticleIndex
from index.documents import RawDocument
from index.duplicates import contained_share, figures, figures_agree
from tests.fakes import FakeEmbedder

TOLLS = [
    "The port of Velm raised its tolls by 12.5 percent in March, the first rise since 2015.",
    "Fishing boats are exempt, and so are the lifeboats of the island parishes.",
    "Shipping lines called the rise unfair and threatened to sail to Oster instead.",
    "The harbour master says that dredging has become dearer by 3.4 million crowns.",
    "A council meeting on the matter was adjourned twice without any vote.",
    "Nobody expects the tolls to fall again before the new breakwater is paid for.",
]
ORCHARD = [
    "Apples from the northern orchards reached 3,000 tonnes this autumn.",
    "Growers had feared the late frost, which spared all but two valleys.",
    "Cider makers have already bought half of the crop for next year.",
    "Prices at the farm gate fell to 41 cents a kilogram, the lowest in a decade.",
    "Young trees will be planted on 120 hectares that used to be pasture.",
]


def document(name: str, sentences: list[str]) -> RawDocument:
    return RawDocument(name, "\n\n".join([f"Report {name}", *sentences]))


def links(folder: Path, *documents: RawDocument) -> list[str | None]:
    with ArticleIndex.open(folder, embedder=FakeEmbedder(dimension=256)) as index:
        report = index.add_documents(documents)
        stored = [article.same_origin_as for article in index.articles()]
    assert [article.same_origin_as for article in report.added] == stored
    return stored


def test_copies_and_cuts_repeat_what_was_added_first(tmp_path: Path) -> None:
    portal = document("portal", [*TOLLS, "Our offices are closed on Sunday and on public holidays."])
    edited = document("edited", [TOLLS[0].replace("the first rise", "its first"), *TOLLS[1:]])
    added = [document("first", TOLLS), document("other", ORCHARD), portal, document("cut", TOLLS[2:5]), edited]
    assert links(tmp_path, *added) == [None, None, "a1", "a1", "a1"]


def test_two_cuts_become_one_origin_when_the_whole_text_comes(tmp_path: Path) -> None:
    added = [document("one", TOLLS[:3]), document("two", TOLLS[3:]), document("whole", TOLLS)]
    assert links(tmp_path, *added) == [None, "a1", "a1"]


def test_the_heir_of_an_origin_keeps_its_family(tmp_path: Path) -> None:
    with ArticleIndex.open(tmp_path, embedder=FakeEmbedder(dimension=256)) as index:
        index.add_documents([document("first", TOLLS), document("copy", TOLLS), document("cut", TOLLS[1:5])])
        index.remove(["a1"])
        assert [(article.id, article.same_origin_as) for article in index.articles()] == [("a2", None), ("a3", "a2")]


def test_yesterdays_sentences_with_todays_figures_are_another_report(tmp_path: Path) -> None:
    monday = [f"The {name} index closed at {2_000 + 37 * n} points after {n + 13} shares rose." for n, name in
              enumerate(["Velm", "Oster", "Skarn", "Tarn", "Holm", "Brim"])]  # fmt: skip
    tuesday = [line.replace("closed at 2", "closed at 3").replace("after ", "after 1") for line in monday]
    assert links(tmp_path, document("Monday", monday), document("Tuesday", tuesday)) == [None, None]


def test_alignment_counts_sentences_that_agree_in_order() -> None:
    own = np.eye(8, dtype=np.float32)
    assert aligned_share(own, own) == 1.0
    assert aligned_share(own[2:6], own) == 1.0
    # Backwards only one pair at a time is in order.
    assert aligned_share(own, own[::-1]) == pytest.approx(1 / 8)
    assert aligned_share(own[:4], own[4:]) == 0.0
    assert aligned_share(own[:0], own) == 0.0


def test_containment_ignores_script_width_case_and_layout() -> None:
    text = "港口今年疏浚航道，預計花費一千萬元，市議會明年二月將表決這項計劃，漁民等待多時，盼望早日動工完成。"
    assert (
        contained_share(
            text, "港口今年疏浚航道 预计花费一千万元 市议会明年二月将表决这项计划\n渔民等待多时 盼望早日动工完成"
        )
        == 1.0
    )
    assert contained_share(" ".join(TOLLS), TOLLS[1].upper()) == 1.0
    assert contained_share(" ".join(TOLLS), " ".join(ORCHARD)) < 0.05
    # Too short to tell.
    assert contained_share("Tolls rise", "Tolls rise") == 0.0


@pytest.mark.parametrize(
    ("first", "second", "agree"),
    [
        ("It cost 3.12亿元, 41 percent of 7,300.", "312 million, 41% und 7300", True),
        ("It cost 3.12亿元, 41 percent of 7,300.", "It cost 290 million, 38 percent of 7,100.", False),
        ("Nothing was said of 12 or 3 or 55.", "88 and 99 and 1,234.", True),
    ],
)
def test_figures_are_compared_by_value(first: str, second: str, agree: bool) -> None:
    assert figures_agree(figures(first, "en"), figures(second, "en")) is agree
