"""The site builds without a warning, and no link in it leads nowhere."""

import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import pytest
from lxml import html

from tests.conftest import ROOT

pytest.importorskip("furo", reason="the docs extra is not installed: pip install -e '.[docs]'")
pytest.importorskip("myst_parser", reason="the docs extra is not installed: pip install -e '.[docs]'")

OUTSIDE = {
    "arxiv.org",
    "docs.astral.sh",
    "docs.pydantic.dev",
    "github.com",
    "iptc.org",
    "keepachangelog.com",
    "pradyunsg.me",
    "semver.org",
    "www.w3.org",
}
"""The only sites that the documentation may lead to; they are not asked."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "html"
    command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-n", "-q", "-d", str(folder.with_name("tmp"))]
    done = subprocess.run(
        [*command, str(ROOT / "docs"), str(folder)], cwd=ROOT, capture_output=True, text=True, timeout=240, check=False
    )
    assert done.returncode == 0, done.stderr
    return folder


def _links(page: Path) -> list[str]:
    tree = html.parse(str(page)).getroot()
    return [str(link) for _, _, link, _ in tree.iterlinks() if not link.startswith(("data:", "#svg-", "mailto:"))]


def _anchors(page: Path) -> set[str]:
    return {str(found) for found in html.parse(str(page)).getroot().xpath("//@id | //a/@name")}


def test_every_link_leads_somewhere(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 15
    anchors = {page: _anchors(page) for page in pages}
    broken = []
    for page in pages:
        for link in _links(page):
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                if parts.scheme != "https" or parts.netloc not in OUTSIDE:
                    broken.append(f"{page.name}: {link} is not on the list of sites")
                continue
            address, fragment = urldefrag(link)
            target = (page.parent / unquote(address.partition("?")[0])).resolve() if address else page
            if not target.is_file():
                broken.append(f"{page.name}: {link}: no such file")
            elif fragment and target in anchors and unquote(fragment) not in anchors[target]:
                broken.append(f"{page.name}: {link}: no such place")
    assert broken == []


def test_the_site_fetches_nothing(site: Path) -> None:
    pages = [*site.rglob("*.html")]
    assert len(pages) > 15
    for page in pages:
        tree = html.parse(str(page)).getroot()
        fetched = tree.xpath("//script/@src | //link[@rel='stylesheet' or @rel='icon']/@href | //img/@src")
        assert [address for address in fetched if urlsplit(str(address)).scheme not in {"", "data"}] == [], page.name


def test_every_page_is_reached(site: Path) -> None:
    reached = {urldefrag(link)[0].rpartition("/")[2] for page in site.rglob("*.html") for link in _links(page)}
    own = {page.name for page in site.rglob("*.html")} - {"index.html", "search.html", "genindex.html"}
    assert len(own) > 15
    assert own <= reached
