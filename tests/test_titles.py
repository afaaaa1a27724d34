# ruff: noqa: E501 - a page a line
"""Plain text pages: which line is the title, whose the article is, and what around it is the page's. All invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.cleaners.dates import iso_date
from index.cleaning import clean
from index.documents import Article, RawDocument
from tests.bench import heads

ENGLISH = """The harbour of Velm will be dredged in spring, three years later than the council had planned.

The work will cost nine million euros. “We have waited long enough,” said Greta Holm, who runs the fish market.

The accident of 14 May 2021 had closed the channel for a month, and ships went elsewhere."""
CHINESE = """港口将在春天疏浚，比市议会原先的计划晚了三年，工程预计需要九百万元。

鱼市负责人何丽说：“我们等得够久了。”她希望航道早日恢复。

2021年5月14日的事故使航道关闭了一个月，船只只好改道。"""
TAIWANESE = """港口將在春天疏浚，比市議會原先的計畫晚了三年，工程預計需要九百萬元。

2021年5月14日的事故使航道關閉了一個月，船隻只好改道。"""
GERMAN = """Der Hafen von Velm wird im Frühjahr ausgebaggert, drei Jahre später als vom Rat geplant.

Nach dem Unfall vom 14. Mai 2021 war die Rinne einen Monat lang gesperrt."""
FRENCH = """Le port de Velm sera dragué au printemps, trois ans plus tard que prévu par la mairie.

« Nous avons assez attendu », dit Greta Holm.

« Et voilà. »"""
JAPANESE = """ベルム港の浚渫工事がこの春に始まる。市議会が当初考えていた計画より三年遅れとなった。

工費は九百万ユーロに上る見通しだ。魚市場の責任者は「待ちくたびれた」と話す。"""
KOREAN = """벨름항 준설 공사가 올봄에 시작된다. 시의회가 처음 계획한 것보다 3년 늦은 것이다.

공사비는 900만 유로로 예상된다. 어시장 대표는 “충분히 기다렸다”고 말했다."""


def page(head: str, body: str, foot: str = "", path: str = "a.txt") -> Article:
    return clean(RawDocument(path, f"{head}\n\n{body}\n\n{foot}\n"))


@pytest.mark.parametrize(
    ("head", "body", "foot", "title", "author", "source", "published"),
    [
        ("Title: Velm gets its harbour back\nAuthor: Jane Smith\nSource: Bay Ledger\nDate: 2026-03-03\nURL: https://x.example/a", ENGLISH, "Tags: harbour, ships\nFiled under: News",
         "Velm gets its harbour back", "Jane Smith", "Bay Ledger", "2026-03-03"),
        ("Velm gets its harbour back | The Bay Ledger\nHome  News  Sport\n\nVelm gets its harbour back\nJane Smith\nMarch 3, 2026", ENGLISH, "© 2026 The Bay Ledger. All rights reserved.",
         "Velm gets its harbour back", "Jane Smith", "The Bay Ledger", "2026-03-03"),
        ("Velm gets its harbour back - The Bay Ledger\nPosted by Jane Smith on March 3, 2026", ENGLISH, "",
         "Velm gets its harbour back", "Jane Smith", "The Bay Ledger", "2026-03-03"),
        ("Breaking: Storm closes three schools in Norrby\n\nVelm harbour to be dredged in spring\n\nBy Jane Smith, Staff Writer\nThu, 12 Mar 2026 10:05 AM ET", ENGLISH, "Jane Smith is a reporter at the Ledger.\nSend us a tip",
         "Velm harbour to be dredged in spring", "Jane Smith", None, "2026-03-12T10:05:00"),
        ("Bay Letters\n\nThe harbour that time forgot\n\nJane Smith\n\nMar 3, 2026\n\n∙ Paid\n\n12\n\n3\n\nShare", ENGLISH, "Subscribe to Bay Letters\n© 2026 Jane Smith\nPrivacy ∙ Terms",
         "The harbour that time forgot", "Jane Smith", "Bay Letters", "2026-03-03"),
        ("Skip to content\nSubscribe   Log in\nBay Ledger\nHarbour | Fishing | Weather\n\nDredgers return to Velm after three idle years\n\nJANE SMITH AND TOM LEE\nMARCH 3, 2026", ENGLISH, "Back to top ▲",
         "Dredgers return to Velm after three idle years", "JANE SMITH AND TOM LEE", "Bay Ledger", "2026-03-03"),
        ("The harbour that time forgot\n============================\n\nSubmitted by Jane Smith on Tue, 03/17/2026 - 10:05", ENGLISH, "Log in or register to post comments",
         "The harbour that time forgot", "Jane Smith", None, "2026-03-17T10:05:00"),
        ("Lokales\n\nDer Hafen wird ausgebaggert\n\nVON ANNA BECKER\n12. März 2026, 10.05 Uhr\nFoto: Ole Brand", GERMAN, "Artikel weiterempfehlen\nZur Übersicht",
         "Der Hafen wird ausgebaggert", "ANNA BECKER", None, "2026-03-12T10:05:00"),
        ("☰ Menü\nVELMER ANZEIGER\n14 °C  Velm\nAbo   Anmelden\n\n5 Gründe, warum der Hafen wichtig ist\nAnna Becker 03.03.2026", GERMAN, "Mehr aus dem Ressort\nSo wird das Wetter",
         "5 Gründe, warum der Hafen wichtig ist", "Anna Becker", "VELMER ANZEIGER", "2026-03-03"),
        ("Der Küstenfreund\nMagazin für Meer & Mehr\nHeft 2/2026\n\nJetzt rollen die Bagger an\n\nText: Anna Becker   Fotos: Ole Brand\nErstellt: 3. März 2026  Stand: 4. März 2026", GERMAN, "Über die Autorin: Sie lebt in Velm.",
         "Jetzt rollen die Bagger an", "Anna Becker", "Der Küstenfreund", "2026-03-03"),
        ("La Gazette du Cap\nle journal des marins depuis 1911\n\nLe port de Velm rouvre enfin\n\nZoé Lamy\nmardi 3 mars 2026\nTemps de lecture : 4 min", FRENCH, "À propos de l’auteur\nZoé Lamy est journaliste à Velm.",
         "Le port de Velm rouvre enfin", "Zoé Lamy", "La Gazette du Cap", "2026-03-03"),
        ("疏浚终于要来了\n原创 沈知微 砚池财经 2026年3月3日 07:30 广东", CHINESE, "预览时标签不可点\n微信扫一扫关注该公众号",
         "疏浚终于要来了", "沈知微", "砚池财经", "2026-03-03T07:30:00"),
        ("疏浚终于要来了\n关注\n沈知微\n2026-03-03 07:30 IP属地：广东", CHINESE, "本文来自微信公众号“砚池财经”（ID：yanchi），作者：沈知微，经授权发布。",
         "疏浚终于要来了", "沈知微", "砚池财经", "2026-03-03T07:30:00"),
        ("山海周报\n二〇二六年三月三日　星期二　第4版\n\n疏浚终于要来了\n\n■ 本报记者 沈知微", CHINESE, "（完）",
         "疏浚终于要来了", "沈知微", "山海周报", "2026-03-03"),
        ("疏浚终于要来了_砚池财经网\n2026年03月03日 09:12", CHINESE.replace("港口将", "本报讯（记者沈知微）港口将"), "",
         "疏浚终于要来了", "沈知微", "砚池财经网", "2026-03-03T09:12:00"),
        ("首頁 > 地方 > 港灣\n港口疏浚，\n晚了三年\n中華民國115年3月3日\n（記者王小明／台北報導）", TAIWANESE, "更多新聞 ▶\n字級：小 中 大",
         "港口疏浚，晚了三年", "王小明", None, "2026-03-03"),
        ("港灣通訊\n\n港口疏浚，晚了三年\n\n作者／王小明　攝影／李大同\n上線日期｜2026年3月3日", TAIWANESE, "本文作者為港灣大學教授\n成為訂閱會員",
         "港口疏浚，晚了三年", "王小明", "港灣通訊", "2026-03-03"),
        ("北海新聞デジタル\n会員登録　ログイン\n\n【社説】港の浚渫、遅すぎた決断\n\n有料記事\n2026年3月3日 午後5時00分\n[山田 太郎]", JAPANESE, "記事一覧へ\n≪ 前の記事",
         "【社説】港の浚渫、遅すぎた決断", "山田 太郎", "北海新聞デジタル", "2026-03-03T17:00:00"),
        ("[경제] 벨름항 준설 올봄 시작\n입력 2026.03.03. 오후 3:05 | 수정 2026.03.04. 오전 9:00\n홍길동 기자 hong@velm.example", KOREAN, "좋아요 12  공유",
         "[경제] 벨름항 준설 올봄 시작", "홍길동", None, "2026-03-03T15:05:00"),
    ],
)  # fmt: skip
def test_a_page_gives_its_article_and_says_whose_it_is(
    head: str, body: str, foot: str, title: str, author: str | None, source: str | None, published: str | None
) -> None:
    article = page(head, body, foot)
    assert (article.title, article.author, article.source, article.published) == (title, author, source, published)
    left = [line for line in article.clean.split("\n") if line.strip()]
    paragraphs = [line for line in body.split("\n") if line.strip()]
    assert left[-len(paragraphs) :] == paragraphs
    assert all(set(title) & set(line) for line in left[: -len(paragraphs)]), left


def test_a_masthead_with_a_tagline_stands_above_the_menus_and_no_title() -> None:
    head = (
        "HAFENBLATT – Fachmagazin für Rinnen und Häfen\nStartseite | Heft | Märkte | Abo\n\n"
        "Der Hafen wartet auf den Schlamm\n\nVon Anna Becker\n3. März 2026, 09:15 Uhr | Lesezeit 5 Minuten | Drucken | Teilen"
    )
    article = page(head, GERMAN)
    assert (article.title, article.author) == ("Der Hafen wartet auf den Schlamm", "Anna Becker")
    assert (article.published or "").startswith("2026-03-03")


def test_a_title_above_the_buttons_for_sharing_is_the_title() -> None:
    head = (
        "The port of Velm will be dredged\nShare | Tweet | Print | Save\nThree years of talk, and the port of Velm is still shut\n"
        "By Ida Lund\nMarch 4, 2026"
    )
    assert page(head, ENGLISH).title == "The port of Velm will be dredged"


def test_links_to_the_first_page_and_rows_of_links_are_the_pages() -> None:
    head = "[Bay Ledger](https://bay.example/)\n\n[Sign in](/in) [Subscribe](/sub)\n\n# Dredgers return to Velm\n\nby [Jane Smith](/jane)"
    article = page(head, ENGLISH, "**Jane Smith** is a writer in Velm.\n\n[More from Jane Smith](/jane)", "a.md")
    assert (article.title, article.author, article.source) == ("Dredgers return to Velm", "Jane Smith", "Bay Ledger")
    assert article.clean.strip() == f"Dredgers return to Velm\n\n{ENGLISH}"


@pytest.mark.parametrize(
    "head",
    [
        "A quiet title",
        "Nothing ships\n\nA port waits for its mud to go",
        "The harbour that time forgot\n\nWhy the council of Velm waited three years",
        "« Le port » attend",
        "What the mud costs (2)",
    ],
)
def test_a_title_and_what_stands_below_it_are_kept(head: str) -> None:
    article = page(head, ENGLISH)
    assert article.title == head.split("\n")[0]
    assert article.cuts == ()
    assert (article.author, article.source) == (None, None)


def test_an_article_without_a_title_has_none() -> None:
    assert page("", ENGLISH).title is None
    assert page("作者 | 沈知微\n编辑 | 章以宁", CHINESE).title is None


@pytest.mark.parametrize(
    "last",
    [
        "Nobody knows.",
        "« Et voilà. »",
        "The author of the plan is a journalist no longer.",
        "Jane Smith, the mayor, smiled.",
        "Velm waits for its ships",
        "Cost of the work: 9 million",
    ],
)
def test_a_short_last_line_is_kept_on_a_page_with_furniture(last: str) -> None:
    article = page(
        "Home | News | Sport | Weather\n\nVelm gets its harbour back\nBy Jane Smith, 3 March 2026",
        f"{ENGLISH}\n\n{last}",
        "",
    )
    assert article.clean.strip().endswith(last)
    assert article.author == "Jane Smith"


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("令和8年3月3日", "2026-03-03"),
        ("民國115年3月3日 下午3:05", "2026-03-03T15:05:00"),
        ("2026年(令和8年)3月3日(火)", "2026-03-03"),
        ("二〇二六年十二月三十一日", "2026-12-31"),
        ("31/03/2026 à 10 h 05", "2026-03-31T10:05:00"),
        ("03/31/2026", "2026-03-31"),
        ("03/04/2026", None),
    ],
)
def test_dates_of_eras_and_of_one_possible_order(text: str, iso: str | None) -> None:
    assert iso_date(text) == iso


def test_scraped_pages_tell_of_themselves_and_lose_nothing() -> None:
    figures, _ = heads.run(Path(), Path())
    assert {figures[f"{name}.{end}"] for name in ("dev", "dev2") for end in ("first", "last")} == {1.0}
    assert all(figures[f"dev.{name}"] >= 0.95 for name in heads.FACTS)
    assert all(figures[f"dev2.{name}"] >= 0.75 for name in heads.FACTS)
