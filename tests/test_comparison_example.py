"""An example of a comparison holds nothing verbatim of the articles that it was made from."""

from __future__ import annotations

from tests.bench.comparison_example import without_quotes

TEXT = "Tollan Mills sold 4,100 tonnes of flour in May."


def test_what_is_verbatim_becomes_null_and_the_rest_stays() -> None:
    given = {
        "overview": [{"text": TEXT, "support": "supported"}, {"text": "Sales rose.", "citations": []}],
        "points": [
            {"point": "Sales", "cells": [{"claims": [{"citation": {"quote": "sold", "start": 13, "end": 17}}]}]}
        ],
        "conflicts": [{"subject": "tonnes of flour", "note": "4,100 ≠ 2,900"}],
    }
    assert without_quotes(given, [TEXT]) == {
        "overview": [{"text": None, "support": "supported"}, {"text": None, "citations": []}],
        "points": [{"point": "Sales", "cells": [{"claims": [{"citation": {"quote": None, "start": 13, "end": 17}}]}]}],
        "conflicts": [{"subject": None, "note": "4,100 ≠ 2,900"}],
    }
