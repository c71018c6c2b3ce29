import pytest

from tests.extractive.tram import TRAM, read_article


@pytest.fixture
def read():
    return read_article


@pytest.fixture
def tram():
    return read_article(TRAM)
