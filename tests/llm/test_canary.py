"""A key that the endpoint repeats and the address holds: nowhere but in the authorization header."""

import json
import logging
from pathlib import Path
from typing import Any

import pytest

from summarizer import ModelError, summarize
from tests.endpoint import KEY, Script
from tests.scripted import summary

TEXT = (
    "The port of Sarnow will close for a week, harbour master Lena Vogt said. “We cannot wait,” she told reporters.\n"
)


def written(folder: Path) -> str:
    return "\n".join(path.read_bytes().decode("utf-8", "replace") for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("address", ["http://{key}@{host}/v1", "http://{host}/{key}/v1", "http://{host}/v1?key={key}"])
def test_no_key_reaches_disk_a_log_or_an_error(
    script: Script, tmp_path: Path, caplog: pytest.LogCaptureFixture, address: str
) -> None:
    host = script.base_url.removeprefix("http://").removesuffix("/v1")
    options: dict[str, Any] = {
        "model": "m",
        "base_url": address.format(key=KEY, host=host),
        "api_key": KEY,
        "cache": tmp_path / "cache.db",
        "record": tmp_path / "recordings",
    }
    script.will(script.error(503, f"key {KEY} is busy"), then=script.text(json.dumps(summary())))
    with caplog.at_level(logging.DEBUG, "summarizer"):
        result = summarize(TEXT, **options)
        script.will(then=script.error(401, f"Incorrect API key provided: {KEY}. Bearer {KEY}"))
        with pytest.raises(ModelError) as failed:
            summarize(TEXT + "It opens again on Monday.\n", **options)
    sent = str(script.seen[0].headers["Authorization"]).partition(" ")[2]
    assert sent, "a user in the address makes it basic authorization"
    ours = "\n".join(record.getMessage() for record in caplog.records if record.name.startswith("summarizer"))
    for text in (written(tmp_path), ours, str(failed.value), repr(failed.value), result.model_dump_json()):
        assert KEY not in text
        assert sent not in text
    assert "uthorization" not in written(tmp_path)
