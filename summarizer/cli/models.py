"""`summarizer models`."""

from __future__ import annotations

import os

import typer


def models() -> None:
    """List what can answer here and now.

    And what is missing for the rest.
    """
    from summarizer.api.opening import DEFAULT_LANGUAGE_MODEL, EXTRACTIVE
    from summarizer.llm.endpoint import OPENAI

    key, url = os.environ.get("OPENAI_API_KEY"), os.environ.get("OPENAI_BASE_URL")
    where = url or OPENAI
    usual = EXTRACTIVE if not key else DEFAULT_LANGUAGE_MODEL
    rows = [
        (EXTRACTIVE, "ready", "built in: rules, no language model, nothing sent"),
        ("NAME", "ready" if key else "no key", f"any model at {where}" + ("" if key else "; set OPENAI_API_KEY")),
        ("NAME --base-url URL", "yours to say", "any OpenAI-compatible endpoint; on this machine it needs no key"),
        ("--replay DIR", "ready", "answers recorded with --record DIR; nothing sent"),
    ]
    width = max(len(name) for name, _, _ in rows)
    for name, state, what in rows:
        typer.echo(f"{name:<{width}}  {state:<12}  {what}")
    typer.echo(f"\nWithout --model: {usual}")
