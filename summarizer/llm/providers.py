"""Providers: from a model's name to the address, the key and the habits of the endpoint that serves it.

What is known of them stands in `data/providers.json`, with the day on which it was checked.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from summarizer.errors import UserError
from summarizer.llm.endpoint import OPENAI, is_address, is_local, provider_label
from summarizer.llm.transport import transport
from summarizer.schema.span import Frozen
from summarizer.store.exchange import JSON

if TYPE_CHECKING:
    from openai import AsyncOpenAI

AZURE = "azure"


class Preset(Frozen):
    """One provider.

    Attributes:
        name: what stands before the first slash of a model's name.
        title: its name for people.
        base_url: its address; empty where each user has one of their own.
        key: the variable that its key is read from; empty where it needs none.
        local: whether it is a server on this computer.
        begins: the rung of the ladder on which it is asked first.
        renamed: what it calls a parameter.
        sends: further fields that it needs in each request.
        sends_output_cap: whether it wants to be told how long an answer may be.
    """

    name: str
    title: str
    base_url: str
    key: str = ""
    local: bool = False
    begins: str
    renamed: Mapping[str, str] = {}
    sends: Mapping[str, JSON] = {}
    sends_output_cap: bool = False


class Family(Frozen):
    """Models whose names begin alike.

    Attributes:
        beginning: a regular expression for the beginning of the name, in lower case.
        window: input tokens as the maker gives them, rather too few; where more cost double, so many do not.
        output: tokens of an answer at most, rather too few; None where the maker names no limit.
        reasons: whether they reason first, so that they take no temperature.
    """

    beginning: str
    window: int
    output: int | None = None
    reasons: bool = False


class Known(Frozen):
    """What is known of providers and models, and since when.

    Attributes:
        checked: the day, ISO 8601.
        default_model: asked where a key for OpenAI is set and no model is named.
        presets: the providers.
        families: the models; the first that fits holds.
    """

    checked: str
    default_model: str
    presets: tuple[Preset, ...]
    families: tuple[Family, ...]


@cache
def known() -> Known:
    """Read what is known."""
    return Known.model_validate_json(files("summarizer.llm").joinpath("data", "providers.json").read_bytes())


@dataclass(frozen=True, slots=True)
class Place:
    """Where a model is asked.

    Attributes:
        model: its name there.
        base_url: the endpoint's address.
        api_key: its key.
        preset: the provider, where it is a known one.
        client: makes the SDK's client, where the provider has one of its own.
    """

    model: str
    base_url: str
    api_key: str = field(repr=False)
    preset: Preset | None = None
    client: Callable[[], AsyncOpenAI] | None = None


def place_of(name: str, *, base_url: str | None = None, api_key: str | None = None, timeout: float = 120.0) -> Place:
    """Say where a model is asked, and by what name.

    Args:
        name: `provider/model`, or the name at the endpoint that is given or that `OPENAI_BASE_URL` names.
        base_url: the endpoint; the name is passed to it as it is.
        api_key: by default that in the provider's own variable, or else in `OPENAI_API_KEY`.
        timeout: seconds that one attempt may take.

    Raises:
        UserError: no such provider, no key, or an address that is none; the message says what to do.
    """
    preset = None if base_url else _preset_before_the_slash(name)
    if preset is None:
        url = _address(base_url or os.environ.get("OPENAI_BASE_URL") or OPENAI)
        at = preset_at(url)
        return Place(name, url, _key(api_key, url, at, ("OPENAI_API_KEY",)), at)
    model = name.partition("/")[2]
    if preset.name == AZURE:
        return _azure(model, preset, api_key, timeout)
    if not model:
        raise UserError(f"Which model of {preset.title}? Write it after the slash: {preset.name}/MODEL.")
    if preset.name == "openai" and (own := os.environ.get("OPENAI_BASE_URL")):
        return Place(model, _address(own), _key(api_key, own, preset), preset_at(own))
    return Place(model, preset.base_url, _key(api_key, preset.base_url, preset), preset)


def preset_named(name: str) -> Preset | None:
    """The provider of this name."""
    return next((preset for preset in known().presets if preset.name == name), None)


def preset_at(base_url: str) -> Preset | None:
    """The provider at this address."""
    label = _place_on_the_net(base_url)
    urls = ((preset, preset.base_url) for preset in known().presets if preset.base_url)
    return next((preset for preset, url in urls if _place_on_the_net(url) == label), None)


def key_is_set(preset: Preset) -> bool:
    """Whether the provider can be asked as far as keys go."""
    return not preset.key or bool(os.environ.get(preset.key, "").strip())


def _preset_before_the_slash(name: str) -> Preset | None:
    """The preset that the name begins with; None where the name is meant for OPENAI_BASE_URL or OpenAI.

    Raises:
        UserError: there is a provider that nobody knows, and no address to take the name as it is.
    """
    before, slash, after = name.partition("/")
    preset = preset_named(before.lower()) if slash else None
    if preset is not None or not slash or os.environ.get("OPENAI_BASE_URL"):
        return preset
    names = [preset.name for preset in known().presets]
    close = get_close_matches(before.lower(), names, n=1)
    meant = f"did you mean {close[0]}/{after}? Otherwise use" if close else "use"
    raise UserError(
        f"There is no provider {before!r}; {meant} one of {', '.join(names)}, "
        f"or name the endpoint that knows {name!r} with --base-url."
    )


def _azure(model: str, preset: Preset, api_key: str | None, timeout: float) -> Place:
    """Azure OpenAI, by the variables that openai's own client reads; the model is the deployment."""
    deployment = model or os.environ.get("AZURE_OPENAI_DEPLOYMENT", "")
    endpoint, version = os.environ.get("AZURE_OPENAI_ENDPOINT", ""), os.environ.get("OPENAI_API_VERSION", "")
    token = os.environ.get("AZURE_OPENAI_AD_TOKEN", "").strip()
    if not deployment:
        raise UserError("Which deployment of Azure OpenAI? Write azure/DEPLOYMENT, or set AZURE_OPENAI_DEPLOYMENT.")
    needed = {"AZURE_OPENAI_ENDPOINT": endpoint, "OPENAI_API_VERSION": version}
    missing = [variable for variable, said in needed.items() if not said]
    if missing:
        raise UserError(f"Azure OpenAI needs {' and '.join(missing)}; set what the Azure portal shows there.")
    if not is_address(endpoint):
        raise UserError("AZURE_OPENAI_ENDPOINT must be like https://NAME.openai.azure.com; correct it.")
    key = _key(api_key or token, endpoint, preset)

    def client() -> AsyncOpenAI:
        from openai import AsyncAzureOpenAI  # heavy: only for live calls

        by_token = bool(token and not api_key)
        return AsyncAzureOpenAI(
            azure_endpoint=endpoint,
            azure_deployment=deployment,
            api_version=version,
            api_key=None if by_token else key,
            azure_ad_token=token if by_token else None,
            max_retries=0,
            timeout=timeout,
            http_client=transport(),
        )

    return Place(deployment, f"{endpoint.rstrip('/')}/openai", key, preset, client)


def _address(url: str) -> str:
    if not is_address(url):
        raise UserError(
            "The endpoint's address must be like https://api.openai.com/v1; correct OPENAI_BASE_URL or --base-url."
        )
    return url


def _key(api_key: str | None, url: str, preset: Preset | None, others: tuple[str, ...] = ()) -> str:
    """The key for an address: as given, or else from the provider's own variable, or else from others."""
    variables = [*([preset.key] if preset and preset.key else []), *others]
    key = (api_key or next((os.environ[name] for name in variables if os.environ.get(name)), "")).strip()
    variable = variables[0] if variables else "OPENAI_API_KEY"
    if key and not (key.isascii() and key.isprintable() and " " not in key):
        raise UserError(f"The key holds characters that no key has; set {variable} to the key alone.")
    if key:
        return key
    if is_local(url):
        return "no-key"  # the SDK insists on a key; a local server reads none
    where = preset.title if preset else provider_label(url)
    raise UserError(
        f"There is no key for {where}; set {variable} (to any word, where the endpoint reads none), "
        "or use --model extractive, which needs none."
    )


def _place_on_the_net(base_url: str) -> str:
    """The label, the same for all names of this computer."""
    label = provider_label(base_url)
    return f"127.0.0.1{label.removeprefix('localhost')}" if label.startswith("localhost") else label
