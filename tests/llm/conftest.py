"""What the tests of the door to the models share."""

import pytest

from tests.endpoint import KEY, Script


@pytest.fixture
def key():
    return KEY


@pytest.fixture
def completion():
    return Script.completion
