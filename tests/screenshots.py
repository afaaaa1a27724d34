"""`python -m tests.screenshots [FOLDER]` takes the pictures of the documentation, of the samples and the real model."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from summarize import Workbench

from .serving import ROOT, Visit, running, visiting

MODEL_TIMEOUT = 600_000  # milliseconds; on two cores two articles are compared in about two minutes
QUESTION = "智谱2024年收入多少？"


def ask(visit: Visit, folder: Path) -> None:
    visit.tab("ask")
    visit.ask(QUESTION, timeout=MODEL_TIMEOUT)
    visit.page.locator(".answer button.cite, .answer .quote-card").first.click()
    visit.page.wait_for_selector("#reader mark.quote")
    picture(visit, folder / "screenshot.png")
    visit.page.keyboard.press("Escape")


def compare(visit: Visit, folder: Path) -> None:
    visit.tab("compare")
    visit.page.fill("#topic textarea", "Nordhafen")
    chooser = visit.page.locator("#tab-compare input[role=combobox]").first
    for title in ("Nordhafen's", "Die Halle steht"):
        chooser.click()
        chooser.fill(title)
        visit.page.locator("[role=option]:visible").first.click()
    visit.page.click("#compare")
    visit.page.wait_for_selector("#matrix .heatmaplayer", timeout=MODEL_TIMEOUT)
    picture(visit, folder / "screenshot-compare.png", whole=True)


def summaries(visit: Visit, folder: Path) -> None:
    visit.tab("summaries")
    chooser = visit.page.locator("#tab-summaries input[role=combobox]").first
    chooser.click()
    chooser.fill("tea chain")
    visit.page.locator("[role=option]:visible").first.click()
    visit.page.keyboard.press("Escape")
    visit.page.click("#summarize")
    visit.page.wait_for_selector("#summary .quote-card", timeout=MODEL_TIMEOUT)
    picture(visit, folder / "screenshot-summaries.png")


def search(visit: Visit, folder: Path) -> None:
    visit.tab("search")
    visit.page.fill("#query textarea", "battery cells that had to be scrapped")
    visit.page.press("#query textarea", "Enter")
    visit.page.wait_for_selector("#hits .quote-card")
    picture(visit, folder / "screenshot-search.png")


def articles(visit: Visit, folder: Path) -> None:
    visit.tab("articles")
    visit.page.wait_for_selector("#article-list tbody tr")
    picture(visit, folder / "screenshot-articles.png")


def reading(visit: Visit, folder: Path) -> None:
    visit.tab("articles")
    visit.page.locator("#article-list button.link").first.click()
    visit.page.locator("#reader [data-toggle-cuts]").click()
    visit.page.locator("#reader [data-toggle-mending]").click()
    picture(visit, folder / "screenshot-reading.png")
    visit.page.keyboard.press("Escape")


def model(visit: Visit, folder: Path) -> None:
    visit.tab("about")
    picture(visit, folder / "screenshot-model.png")


def picture(visit: Visit, path: Path, whole: bool = False) -> None:
    visit.page.mouse.move(0, 0)
    visit.page.wait_for_timeout(1_500)  # the last transitions
    visit.page.screenshot(path=str(path), full_page=whole)
    print(path)


def main(folder: Path) -> None:
    """Every tab in English on a desktop, one in Chinese on a telephone; comparing, the slowest, comes last."""
    with tempfile.TemporaryDirectory() as library:
        with Workbench.open(library) as workbench:
            workbench.add(ROOT / "articles")
        with running("app_gradio.py", "--library", library) as address:
            with visiting(address) as visit:
                visit.open()
                visit.page.wait_for_selector("#state .ready", timeout=MODEL_TIMEOUT)
                for take in (articles, reading, search, ask, summaries, model, compare):
                    take(visit, folder)
            with visiting(address, "zh-CN", width=390, height=844, color_scheme="dark") as visit:
                visit.open()
                picture(visit, folder / "screenshot-telephone.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs")
