"""A claim and the sentence that denies it outright. All sentences are invented."""

from __future__ import annotations

import pytest

from summarize.denials import denials_of, denied
from tests.samples import read as article


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "A short seller claimed that a third went to warehouses. Norvane denied it.", 1),
        ("zh-Hans", "有人质疑石桥删改了数据。石桥否认受到压力，称只是格式不同。", 1),
        ("de", "Ein Investor wirft Norvane vor, Zahlen geschönt zu haben. Norvane weist das zurück.", 1),
        ("fr", "Un analyste critique la méthode. Norvane dément.", 1),
        ("ja", "記者は数字の改ざんを指摘した。石橋はこれを否定した。", 1),
        ("en", "A short seller claimed that a third went to warehouses. Norvane did not deny it.", 0),
        ("zh-Hans", "有人质疑石桥删改了数据。对此她没有否认。", 0),
        ("en", "The port is frozen. Norvane denied them entry.", 0),
        ("en", "Norvane sold 4,100 tonnes in May.", 0),
        ("de", "Ein Investor wirft Norvane vor, Zahlen zu schönen. Norvane wies das zurück.", 1),
        ("de", "Ein Investor kritisiert die Zahlen. Norvane bestreitet das nicht.", 0),
        ("en", "A critic claimed that it was late. Norvane was denied a permit.", 0),
        ("en", "A critic claimed that it was late. The board dismissed the chief engineer.", 0),
        ("ko", "비판이 나왔다. 대표와 그의 부인은 행사에 참석했다.", 0),
    ],
)
def test_a_denial_needs_what_it_denies(language: str, text: str, found: int) -> None:
    one = article("a", language, text)
    assert len(denials_of(one)) == found
    conflicts = denied([one], language)
    assert [(c.kind, c.why, len(c.sides)) for c in conflicts] == [("judgement", "reading", 2)] * found
