"""A page in a real browser: Chromium where there is one, watched for all that a page must not do."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest

from summarizer.report import write_page

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


def _watch(page: Page, faults: list[str]) -> None:
    """Note what no page may do: log, throw, ask, open or reach out."""

    def asked(dialog: Any) -> None:
        faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def requested(request: Any) -> None:
        if not request.url.startswith("file:") or request.resource_type != "document":
            faults.append(f"request: {request.url[:200]}")

    page.on("console", lambda message: faults.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: faults.append(f"error: {error}"))
    page.on("dialog", asked)
    page.on("popup", lambda popup: faults.append(f"popup: {popup.url}"))
    page.on("request", requested)


@pytest.fixture(scope="module")
def browser() -> Iterator[BrowserContext]:
    """Closed with its module: while it is open, its event loop keeps others from running in this thread."""
    pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: pip install -e '.[dev]'")
    from playwright.sync_api import sync_playwright

    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("there is no Chromium here; install it, or name it in CHROMIUM")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=list(_FLAGS))
        yield chromium.new_context(reduced_motion="reduce")
        chromium.close()


Open = Callable[..., "Page"]


@pytest.fixture
def look(browser: BrowserContext, tmp_path: Path) -> Iterator[Open]:
    """Open a page of outcomes; at the end no page may have asked, logged, thrown or reached out."""
    opened: list[Page] = []
    faults: list[str] = []

    def open_page(
        *outcomes: Any, width: int = 1440, height: int = 900, scheme: Literal["light", "dark"] = "light", at: str = ""
    ) -> Page:
        file = tmp_path / f"page {len(opened)}.html"
        write_page(outcomes, file)
        page = browser.new_page()
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme)
        _watch(page, faults)
        opened.append(page)
        page.goto(file.as_uri() + at)
        page.wait_for_selector("html[data-ready]")
        return page

    yield open_page
    for page in opened:
        page.close()
    assert faults == []
