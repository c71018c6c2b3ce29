"""The picture of the report: `python docs/images/make.py`, with Playwright and a Chromium of this computer.

The path of Chromium is that in the environment variable CHROMIUM, or the one found.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from summarizer.report import write_page
from summarizer.results.reading import read_results
from tests.docs.reader import tutorials_summaries

HERE = Path(__file__).parent
SOUGHT = "kept my whistle"
"""Words of the quote that is shown."""


def picture(results: Path, into: Path, sought: str) -> None:
    """Write a page of results, and take a picture of it, 1440 wide, in its light colors.

    Args:
        results: a folder of results.
        into: the PNG.
        sought: words of a quote; its article is open, and its place lit.
    """
    page_file = results.parent / "report.html"
    write_page(read_results(results), page_file)
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1440, "height": 820}, color_scheme="light")
        page.goto(page_file.as_uri())
        page.select_option("#sort", "title")
        page.fill("#query", sought)
        page.wait_for_timeout(400)  # the search waits for the end of typing
        page.fill("#query", "")
        page.wait_for_timeout(400)
        page.locator("#detail").get_by_text(sought).first.click()
        page.wait_for_timeout(400)
        page.screenshot(path=str(into))
        browser.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        os.environ["SUMMARIZER_CACHE"] = str(Path(place) / "cache.db")
        picture(tutorials_summaries(Path(place)), HERE / "report.png", SOUGHT)
