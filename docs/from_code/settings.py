"""Providers, what is known of models, and environment variables."""

from __future__ import annotations

import re
from collections.abc import Mapping

from docs.from_code.markdown import code, page, prose, table
from summarizer.llm.modes import LADDER
from summarizer.llm.providers import Known, known
from summarizer.resources import checkout

_PROVIDERS = """
A model is named `PROVIDER/MODEL`, such as `ollama/gemma3`. Addresses, key variables and limits were checked on the day
given; they stand in `summarizer/llm/data/providers.json`. Any other OpenAI-compatible endpoint is named with
`--model NAME --base-url URL`. `summarizer models` shows which of them can answer here and now.
"""
_BEGINS = """
"Asked first in" is the form in which a schema is sent at first. Where the endpoint turns it down, the next one is
tried, in this order: {ladder}. What works is remembered for the endpoint and model. `summarizer models test
MODEL` tries them.
"""
_FAMILIES = """
Where a model's name begins so, an article that is longer than it takes is asked about in parts. The figures are tokens
as the makers give them, rather too few than too many. Where they are wrong for a model, give `--max-input-tokens`
or `--max-output-tokens`.
"""
_ENVIRONMENT = (
    "A variable is read when it is needed, never on import. No key is ever written to disk, a log or a message."
)
VARIABLES: Mapping[str, str] = {
    "OPENAI_API_KEY": "OpenAI's key; also that for an endpoint given with `--base-url` that has no variable of its "
    "own. Where it is set and no model is named, a language model answers instead of the extractive one.",
    "OPENAI_BASE_URL": "The endpoint, where `--base-url` is not given.",
    "AZURE_OPENAI_ENDPOINT": "Azure OpenAI: the address of the resource.",
    "AZURE_OPENAI_DEPLOYMENT": "Azure OpenAI: the deployment, where none stands after `azure/`.",
    "AZURE_OPENAI_AD_TOKEN": "Azure OpenAI: a token of Microsoft Entra ID, instead of a key.",
    "OPENAI_API_VERSION": "Azure OpenAI: the version of the interface.",
    "SUMMARIZER_CACHE": "The cache's file; by default `summarizer/cache.db` in your cache folder.",
    "SUMMARIZER_MODELS": "The folder in which `--model local` looks for GGUF files.",
    "NO_COLOR": "Set to anything: no colors in the terminal.",
}
"""Each variable that the code reads by name; the keys of providers come from their presets."""
_READ = re.compile(r'(?:environ\.get\(|environ\[|getenv\(|_VARIABLE = )"([A-Z_]+)"')


def read_in_code() -> set[str]:
    """The environment variables that the code reads by name."""
    sources = (checkout() / "summarizer").rglob("*.py")
    return {name for path in sources for name in _READ.findall(path.read_text("utf-8"))}


def render() -> str:
    """The page."""
    found = known()
    return page(
        "Providers and settings",
        f"## Providers\n\n{_PROVIDERS}\n\n{_presets(found)}\n\nChecked on {found.checked}. Without `--model`, and with "
        f"`OPENAI_API_KEY` set, {code(found.default_model)} is asked.\n{_BEGINS.format(ladder=_ladder())}",
        f"## Models\n\n{_FAMILIES}\n" + _families(found),
        f"## Environment variables\n\n{_ENVIRONMENT}\n\n" + _variables(found),
    )


def _ladder() -> str:
    return ", ".join(code(str(rung)) for rung in LADDER)


def _presets(found: Known) -> str:
    rows = (
        (code(preset.name), prose(preset.title), code(preset.base_url), code(preset.key) or "none", code(preset.begins))
        for preset in found.presets
    )
    return table(["name", "provider", "address", "key", "asked first in"], rows)


def _families(found: Known) -> str:
    rows = (
        (
            code(family.beginning),
            f"{family.window:,}",
            f"{family.output:,}" if family.output else "",
            "yes" if family.reasons else "",
        )
        for family in found.families
    )
    return table(["name (regular expression)", "input", "answer at most", "reasons first"], rows)


def _variables(found: Known) -> str:
    keys = {preset.key: f"{preset.title}'s key." for preset in found.presets if preset.key}
    return table(["variable", "meaning"], ((code(name), prose(words)) for name, words in {**keys, **VARIABLES}.items()))
