"""Put into the pages' console blocks what is printed now: `python -m tests.docs.refresh [PAGE…]`.

What still shows what is printed stays as it is, its `…` with it. Read the difference before you keep it.
"""

import os
import re
import sys
import tempfile
from pathlib import Path

from tests.docs.pages import Block, blocks, name, written_pages
from tests.docs.reader import lay_out, save, tutorials_summaries
from tests.docs.shell import Shell, as_shown, steps, without_progress

_SECONDS = re.compile(r"\d+\.\d s →")


def refresh(page: Path, folder: Path, summaries: Path) -> bool:
    """Run a page's commands in a folder, and write what they print into it; whether anything changed."""
    lay_out(folder, page, summaries)
    os.chdir(folder)
    os.environ |= {"SUMMARIZER_CACHE": str(folder / "cache.db"), "SUMMARIZER_MODELS": str(folder / "models")}
    lines = page.read_text("utf-8").splitlines(keepends=True)
    shell, shift, changed = Shell(folder), 0, False
    for block in blocks(page):
        save(block, folder)
        if block.language == "console":
            fresh, length = _printed(block, shell), block.text.count("\n")
            changed = changed or fresh != block.text.splitlines(keepends=True)
            begin = block.line - 1 + shift
            lines[begin : begin + length] = [f"{block.indent}{line}" if line.strip() else line for line in fresh]
            shift += len(fresh) - length
    if changed:
        page.write_text("".join(lines), "utf-8")
    return changed


def _printed(block: Block, shell: Shell) -> list[str]:
    fresh = []
    for command, shown in steps(block.text):
        printed = shell.run(command)
        lines = shown if as_shown(shown, printed) else _SECONDS.sub("… s →", without_progress(printed).rstrip())
        fresh += [f"$ {command}", *(_with_its_gap(line, shown) for line in lines.rstrip().splitlines())]
    return [f"{line}\n" for line in fresh]


def _with_its_gap(line: str, shown: str) -> str:
    """The line as the page had it, if that differs only where it has a `…`."""
    had = (old for old in shown.splitlines() if "…" in old and old != "…" and as_shown(old, line))
    return next(had, line)


def main() -> None:
    """Refresh the pages named, or all."""
    for variable in ("OPENAI_API_KEY", "OPENAI_BASE_URL"):
        os.environ.pop(variable, None)
    pages = [Path(word).resolve() for word in sys.argv[1:]] or written_pages()
    with tempfile.TemporaryDirectory() as place:
        os.environ["SUMMARIZER_CACHE"] = str(Path(place) / "cache.db")
        (reader := Path(place) / "reader").mkdir()
        summaries = tutorials_summaries(reader)
        for number, page in enumerate(pages):
            (folder := Path(place) / str(number)).mkdir()
            if refresh(page, folder, summaries):
                print(f"{name(page)}: changed")
            os.chdir(place)


if __name__ == "__main__":
    main()
