"""What a page does not show to its readers: taken out before the article is looked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped] # lxml ships no types

_NO_TEXT = ("script", "style", "template", "noscript", "head")
_FAR = 500
"""Pixels; text moved further than this to the left or top is out of sight."""
_READ = frozenset(
    {
        *("display", "visibility", "opacity", "content-visibility", "transform", "font-size", "text-indent"),
        *("color", "background", "background-color", "position", "left", "top", "right", "bottom", "clip", "clip-path"),
        *("width", "height", "max-height", "overflow", "overflow-x", "overflow-y"),
    }
)
"""Properties that hide, or show again."""
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{};]+)\{([^{}]*)\}")
_SIMPLE = re.compile(r"[a-z0-9]*([.#])(-?[a-z_][\w-]*)", re.IGNORECASE)
_NO_SCALE = re.compile(r"scale\(\s*0*\.?0*\s*[,)]")
_LENGTH = re.compile(r"(-?\d*\.?\d+)(px|em|rem|pt|%|vw|vh)?")
_COLOURS = {"white": "#ffffff", "black": "#000000"}
_SHORT_HEX = re.compile(r"#([0-9a-f])([0-9a-f])([0-9a-f])")
_RGB = re.compile(r"rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)(?:[\s,/]+(?:1|1\.0|100%))?\s*\)")


def remove_hidden(tree: HtmlElement) -> list[str]:
    """Take the elements out of a page, in place, that its readers do not see.

    Hidden are: the `hidden` attribute, and by style `display: none`, `visibility: hidden`, no size, no opacity, a place
    off the screen, or the colour of the background. Styles are read from `style` attributes and from simple rules (one
    class or one id) of the page's own style sheets. `aria-hidden` only hides from screen readers, so it stays; text for
    screen readers alone, which pages clip or move off the screen, goes, for nobody reads it as the article's.

    Returns:
        The texts taken out, piece by piece.
    """
    sheet: dict[str, dict[str, str]] = {}
    for selector, declared in _sheet_rules(tree):
        sheet.setdefault(selector, {}).update(declared)
    coloured = any("background" in (style.text or "") for style in tree.iter("style"))
    white_page = not coloured and not tree.xpath("//link[contains(@rel, 'stylesheet')]")
    taken: list[str] = []
    for template in tree.xpath("//template[not(@shadowrootmode)]"):  # never shown, until a script fills it in
        template.drop_tree()
    for element in tree.xpath("//body//*[@hidden or @style or @class or @id or self::font]"):
        inside_hidden = element.getroottree().getroot() is not tree
        if inside_hidden or element.tag in _NO_TEXT or not _is_hidden(element, sheet, white_page=white_page):
            continue
        taken += [piece.strip() for piece in element.itertext() if piece.strip()]
        element.drop_tree()
    return taken


def _sheet_rules(tree: HtmlElement) -> Iterator[tuple[str, dict[str, str]]]:
    """Give what the page's style sheets say of `.class` and `#id` alone, outside of @media and the like."""
    for style in tree.iter("style"):
        if style.get("media", "all").strip().lower() not in ("", "all", "screen"):
            continue
        for selectors, body in _RULE.findall(_without_blocks(_COMMENT.sub("", style.text or ""))):
            declared = {name: value for name, value in _declarations(body).items() if name in _READ}
            for selector in selectors.split(",") if declared else ():
                if match := _SIMPLE.fullmatch(selector.strip()):
                    yield match[1] + match[2], declared


def _without_blocks(sheet: str) -> str:
    """Leave out at-rules: what they say holds only at times."""
    kept, depth, position = [], 0, 0
    inside = False
    for match in re.finditer(r"[@{};]", sheet):
        if match[0] == "@" and not inside:
            kept.append(sheet[position : match.start()])
            inside = True
        elif inside:
            depth += {"{": 1, "}": -1}.get(match[0], 0)
            if match[0] in "};" and depth <= 0:
                inside, depth, position = False, 0, match.end()
    return "".join([*kept, "" if inside else sheet[position:]])


def _is_hidden(element: HtmlElement, sheet: dict[str, dict[str, str]], *, white_page: bool) -> bool:
    if element.get("hidden") is not None and element.get("hidden") != "until-found":
        return True
    style = _style(element, sheet)
    return _unseen(style) or _same_colour(element, style, sheet, white_page=white_page)


def _style(element: HtmlElement, sheet: dict[str, dict[str, str]]) -> dict[str, str]:
    """What an element's classes, its id and its own attribute declare, the last one first in rank."""
    keys = [f".{name}" for name in element.get("class", "").split()] + [f"#{element.get('id')}"]
    declared = {name: value for key in keys for name, value in sheet.get(key, {}).items()}
    return declared | _declarations(element.get("style", ""))


def _declarations(style: str) -> dict[str, str]:
    pairs = (declaration.partition(":") for declaration in style.lower().split(";"))
    return {name.strip(): value.replace("!important", "").strip() for name, _, value in pairs if value}


def _unseen(style: dict[str, str]) -> bool:
    """Tell from an element's style whether it is out of its reader's sight."""
    get = style.get
    if get("display") == "none" or "hidden" in (get("visibility"), get("content-visibility")):
        return True
    if get("visibility") == "collapse" or get("color") == "transparent" or _length(get("text-indent"), 0) <= -_FAR:
        return True
    if _length(get("opacity"), 1) == 0 or _length(get("font-size"), 16) <= 1 or _NO_SCALE.search(get("transform", "")):
        return True
    tiny = min(_length(get(size), 100) for size in ("width", "height", "max-height")) <= 1
    cut = tiny and "hidden" in (get("overflow"), get("overflow-x"), get("overflow-y"))
    return cut or (get("position") in ("absolute", "fixed") and _off_screen(style))


def _off_screen(style: dict[str, str]) -> bool:
    """Tell whether an element that stands anywhere stands out of sight, or is clipped to nothing."""
    if min(_length(style.get(side), 0) for side in ("left", "top", "right", "bottom")) <= -_FAR:
        return True
    clipped = re.match(r"rect\(\s*[01]", style.get("clip", "")) or re.match(
        r"inset\(\s*(50|100)%", style.get("clip-path", "")
    )
    return clipped is not None


def _length(value: str | None, default: float) -> float:
    """Give a length in pixels, roughly; the default for what is no plain length."""
    match = _LENGTH.fullmatch(value or "")
    if match is None:
        return default
    scale = {"em": 16.0, "rem": 16.0, "%": 16.0 / 100, "vw": 10.0, "vh": 10.0}.get(match[2] or "px", 1.0)
    return float(match[1]) * scale


def _same_colour(
    element: HtmlElement, own: dict[str, str], sheet: dict[str, dict[str, str]], *, white_page: bool
) -> bool:
    """Tell whether the words have the colour of what is behind them, as far as the page itself says."""
    colour = _colour(own.get("color") or element.get("color", ""))
    if not colour:
        return False
    for behind in (element, *element.iterancestors()):
        style = _style(behind, sheet)
        background = style.get("background-color") or style.get("background") or behind.get("bgcolor", "")
        if background and background != "transparent":
            return _colour(background) == colour
    return white_page and colour == _COLOURS["white"]


def _colour(value: str) -> str:
    """Give a colour as six hexadecimal digits; an empty string for one that is not plain."""
    value = (
        _SHORT_HEX.sub(r"#\1\1\2\2\3\3", value.strip().lower()) if len(value.strip()) == 4 else value.strip().lower()
    )
    if match := _RGB.fullmatch(value):
        return "#" + "".join(f"{min(255, int(part)):02x}" for part in match.groups())
    value = _COLOURS.get(value, value)
    return value if re.fullmatch("#[0-9a-f]{6}", value) else ""
