"""Words of figures and days by language, as the CLDR has them: scales, currencies, per cent, months, weekdays."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from summarizer.grounding.stems import base_language
from summarizer.text.letters import caseless

if TYPE_CHECKING:
    from babel import Locale

__all__ = ["LocaleWords", "locale_words"]

_CURRENCIES = (
    "USD EUR GBP JPY CNY CHF INR RUB UAH PLN CZK SEK NOK DKK BRL TRY KRW ZAR MXN HUF RON ILS NGN EGP PHP IDR THB VND"
)
_DOLLAR = {"$": "dollar", "us$": "dollar", "€": "euro", "£": "pound", "¥": "yen", "₹": "rupee", "₽": "ruble"}
_PERCENT = {"%", "٪", "％"}
_SHORTEST_NAME = 4


@dataclass(frozen=True, slots=True)
class LocaleWords:
    """What a language's figures and days are written with; all keys in lower case, without a full stop.

    Attributes:
        decimal: the decimal mark; empty where the language is not known.
        scales: powers of ten by word: million, Mrd, 億.
        units: "percent" or the name of a currency, by word or sign.
        months: number of the month, from 1.
        short_months: those of the months that are abbreviations, and may be other words.
        weekdays: number of the day, from 0 for Monday.
    """

    decimal: str
    scales: Mapping[str, int]
    units: Mapping[str, str]
    months: Mapping[str, int]
    short_months: frozenset[str]
    weekdays: Mapping[str, int]


@cache
def locale_words(language: str | None) -> LocaleWords:
    """Read a language's words of figures and days.

    Args:
        language: ISO 639 code, with or without a region; English stands in for one that the CLDR lacks.
    """
    code = base_language(language)
    locale = _locale(code) or _locale("en")
    assert locale is not None  # noqa: S101 - English is in every CLDR
    extra = _extra().get(code, {})
    scales = dict(_scales(locale)) | {word: int(power) for word, power in extra.get("scales", {}).items()}
    units = {word: unit for word, unit in {**dict(_units(locale)), **extra.get("units", {})}.items() if unit}
    decimal = str(locale.number_symbols["latn"]["decimal"]) if code and _locale(code) else ""
    months, full = dict(_months(locale, "abbreviated")), dict(_months(locale, "wide"))
    short = frozenset(months) - frozenset(full)
    return LocaleWords(decimal, scales, units, months | full, short, dict(_weekdays(locale)))


@cache
def _extra() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    source = files("summarizer.text").joinpath("data", "figures.json")
    data: dict[str, dict[str, dict[str, str]]] = json.loads(source.read_text(encoding="utf-8"))
    return data


def _locale(code: str) -> Locale | None:
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(code)
    except (UnknownLocaleError, ValueError, TypeError):
        return None


def _scales(locale: Locale) -> Iterator[tuple[str, int]]:
    for width in ("long", "short"):
        for patterns in locale.compact_decimal_formats.get(width, {}).values():
            for power, pattern in patterns.items():
                written = pattern.pattern
                word = caseless(re.sub(r"[0'\s.\u200f\u200e]+", "", written))
                if word and word not in {"k", "t", "b"}:
                    yield word, len(power) - 1 - (written.count("0") - 1)


def _units(locale: Locale) -> Iterator[tuple[str, str]]:
    from babel.numbers import get_currency_name, get_currency_symbol
    from babel.units import format_unit

    for sign in _PERCENT:
        yield sign, "percent"
    for count in (1, 2, 5):
        written = format_unit(count, "concentr-percent", length="long", locale=locale)
        yield caseless(re.sub(r"[\d\s]+", " ", written).strip()), "percent"
    for code in _CURRENCIES.split():
        unit = caseless(get_currency_name(code, locale="en").split()[-1])
        yield caseless(code), unit
        symbol = caseless(get_currency_symbol(code, locale=locale))
        yield symbol, _DOLLAR.get(symbol, unit)
        for name in (get_currency_name(code, count, locale=locale) for count in (1, 2, 5)):
            for word in caseless(name).split():
                if len(word) >= _SHORTEST_NAME and locale.language == "en":
                    yield from [(word, unit)] if word.startswith(unit[:_SHORTEST_NAME]) else []
                elif len(word) >= _SHORTEST_NAME and _without_accents(word)[:3] == unit[:3]:
                    yield word, unit
    yield from _DOLLAR.items()


def _without_accents(word: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter))


def _months(locale: Locale, width: str) -> Iterator[tuple[str, int]]:
    for context in ("format", "stand-alone"):
        for number, name in locale.months[context][width].items():
            word = caseless(name).rstrip(".")
            if len(word) > 2 or not word.isascii():
                yield word, number


def _weekdays(locale: Locale) -> Iterator[tuple[str, int]]:
    for context in ("format", "stand-alone"):
        for number, name in locale.days[context]["wide"].items():
            yield caseless(name), number
    for number, name in locale.days["format"]["abbreviated"].items():
        word = caseless(name).rstrip(".")
        if len(word) > 2:
            yield word, number
