"""What the words around a figure add: growth or loss, the basis of a rate, and the period it belongs to."""
# ruff: noqa: E501 - the tables of words are read better unbroken

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from .joining import share_periods
from .model import Basis, Figure, Sign

_BASES: tuple[tuple[Basis, re.Pattern[str]], ...] = (
    ("cagr", re.compile(r"复合|年均|CAGR|compound|durchschnittlich pro Jahr|jährlich|par an en moyenne|croissance annuel|anual compuest|年平均|연평균", re.I)),
    ("yoy", re.compile(r"同比|较上年|较去年|比上年|比去年|year[- ]on[- ]year|year[- ]over[- ]year|y/y|\byoy\b|from a year (?:earlier|ago)|gegenüber (?:dem )?Vorjahr|im Vorjahresvergleich|im Jahresvergleich|zum Vorjahr|sur un an|par rapport à (?:l'an|la même)|interanual|respecto al (?:mismo|año)|前年(?:同期|同月|度)?比|전년\s?(?:동기)?\s?대비|전년보다|작년보다", re.I)),
    ("qoq", re.compile(r"环比|较上季|quarter[- ]on[- ]quarter|quarter[- ]over[- ]quarter|q/q|\bqoq\b|from the previous quarter|gegenüber (?:dem )?Vorquartal|zum Vorquartal|par rapport au trimestre|en rythme trimestriel|intertrimestral|respecto al trimestre|前期比|前四半期比|전\s?분기\s?대비", re.I)),
)  # fmt: skip
_SIGNS: tuple[tuple[Sign, re.Pattern[str]], ...] = (
    ("decline", re.compile(r"下降|下滑|减少|下跌|降低|跌|缩减|锐减|萎缩|回落|收窄|\b(?:f[ea]ll|fallen|declin|drop|decreas|shr[aiu]nk|down|slump|plung|slid|lower|cut)|\b(?:sank|gesunken|gefallen|Rückgang|zurückg|schrumpf|minus|Minus|verringer)|sank|baiss|recul|chut|diminu|repli|\bca(?:yó|yeron|ída|er)|disminu|descen|reduj|reduc|减|下落|低下|감소|하락|줄", re.I)),
    ("loss", re.compile(r"亏损|净亏|\bloss(?:es)?\b|Verlust|perte|pérdida|赤字|损失|적자|손실", re.I)),
    ("growth", re.compile(r"增长|增加|上升|上涨|提升|提高|增幅|涨|攀升|飙升|增|\b(?:rose|rise|rising|grew|grow|increas|up\b|jump|surg|climb|soar|gain|higher|expand|doubl|tripl)|gestiegen|stieg|Anstieg|Wachstum|wuchs|gewachsen|Plus|plus \d|zugelegt|hausse|progress|croissance|augment|bondi|crec|aument|subi|subió|伸び|上回|증가|성장|상승|늘", re.I)),
    ("profit", re.compile(r"净利|盈利|利润|\bprofit|Gewinn|bénéfice|beneficio|ganancia|利益|黒字|흑자|이익", re.I)),
)  # fmt: skip
_CLAUSE = re.compile(
    r"[,，;；。!?！？]|(?<![\d.])\.\s|\s(?:while|whereas|but|compared|während|aber|tandis|mais|mientras|pero)\s|—|而|但"
)
_RATES = ("percent", "points", "multiple")
# After 去年同期的 or "from", "compared with" the figure is that of the earlier period.
_COMPARED = re.compile(
    r"(?:较|比|相较于?|相比|compared (?:with|to)(?: the)?|than in(?: the)?|up from(?: the)?|gegenüber(?: dem)?|par rapport (?:à|au)"
    r"|respecto (?:a|al)|frente (?:a|al))\s?$"
)
_NOT_AFTER = re.compile(r"[。;；!?！？]|(?<!\d)\.\s")


def with_context(figures: Sequence[Figure], folded: str, language: str) -> list[Figure]:
    """Give every figure of one sentence its sign, basis and period."""
    shared = share_periods(figures, folded)
    dates = [figure for figure in figures if figure.kind == "date"]
    result: list[Figure] = []
    period: str | None
    for index, figure in enumerate(figures):
        if figure.kind == "date":
            result.append(figure)
            continue
        period, resolved, as_of = None, True, False
        if index in shared:
            period, resolved = shared[index]
        elif (owner := _nearest(figure, dates, folded, language)) is not None:
            period, resolved, as_of = owner.period, owner.period_resolved, owner.as_of
        result.append(
            replace(
                figure,
                sign=_sign(figure, folded),
                basis=_basis(figure, folded) if figure.kind in _RATES else None,
                period=period,
                period_resolved=resolved,
                as_of=as_of,
            )
        )
    return result


def _window(figure: Figure, folded: str, reach: int) -> tuple[str, str]:
    """The words of the same clause before and after the figure."""
    before = folded[max(0, figure.start - reach) : figure.start]
    after = folded[figure.end : figure.end + reach]
    cuts = list(_CLAUSE.finditer(before))
    stop = _CLAUSE.search(after)
    return before[cuts[-1].end() :] if cuts else before, after[: stop.start()] if stop else after


def _sign(figure: Figure, folded: str) -> Sign | None:
    before, after = _window(figure, folded, 40)
    best: tuple[int, Sign] | None = None
    for sign, pattern in _SIGNS:
        if figure.kind in _RATES and sign in ("loss", "profit"):
            continue
        for match in pattern.finditer(before):
            distance = len(before) - match.end()
            if best is None or distance < best[0]:
                best = distance, sign
        following = pattern.search(after)
        if following and (best is None or following.start() + 4 < best[0]):
            best = following.start() + 4, sign
    return best[1] if best else None


def _basis(figure: Figure, folded: str) -> Basis | None:
    before, after = _window(figure, folded, 60)
    found = [(len(before) - match.end(), basis) for basis, pattern in _BASES for match in pattern.finditer(before)]
    found += [(match.start(), basis) for basis, pattern in _BASES if (match := pattern.search(after))]
    return min(found)[1] if found else None


def _nearest(figure: Figure, dates: Sequence[Figure], folded: str, language: str) -> Figure | None:
    """The date that most likely dates the figure: near, in the same clause, and before it in East Asian languages."""
    best: tuple[float, Figure] | None = None
    for candidate in dates:
        before = candidate.end <= figure.start
        gap = folded[candidate.end : figure.start] if before else folded[figure.end : candidate.start]
        cost = len(gap) + 25.0 * len(_CLAUSE.findall(gap)) + (200.0 if _NOT_AFTER.search(gap) else 0.0)
        if not before:
            if re.search(r"\d", gap) or _CLAUSE.search(gap):
                cost += 60  # ", nach 88,7 Prozent im Jahr davor", ", 2024 waren es 88,7 Prozent": it dates another one
            if language in ("zh", "ja", "ko"):
                cost += 60 if gap.strip() else 10
            elif re.match(r"\s?(?:from|compared|gegenüber|contre|frente)", gap):
                cost += 40
            elif re.fullmatch(
                r"\s(?:(?:per|a|pro|par|por|al?) \w+\s)?(?:in|en|im|for|during|de|du|au)\s?(?:the |el |le )?", gap
            ):
                # "7.5 % in 2023 and 7.3 % a year in 2024": what follows with a preposition is meant.
                cost = 0
        if _COMPARED.search(folded[max(0, candidate.start - 24) : candidate.start]) and (not before or len(gap) > 3):
            cost += 120
        if best is None or cost < best[0]:
            best = cost, candidate
    return best[1] if best and best[0] < 190 else None
