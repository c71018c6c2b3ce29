"""The figures on the shipped gold, of the extractive model and of the recordings, against the committed ones."""

import json

from tests.evaluate.gold_scores import COMMAND, SCORES, committed, gold_scores


def flat(value, path=""):
    if isinstance(value, dict):
        for key, item in value.items():
            yield from flat(item, f"{path}{key} · ")
    else:
        yield path.removesuffix(" · "), value


def test_the_figures_are_the_committed_ones():
    made = dict(flat({name: committed(scores) for name, scores in gold_scores().items()}))
    kept = dict(flat(json.loads(SCORES.read_text("utf-8"))))
    changed = [
        f"{key}: {kept.get(key, 'absent')} is committed, now {made.get(key, 'absent')}"
        for key in dict.fromkeys([*kept, *made])
        if kept.get(key) != made.get(key)
    ]
    assert not changed, "\n".join([*changed, f"If that is as it should be: {COMMAND}"])
