"""All checks, in one command: `python -m tests`; further words go to pytest."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent

CHECKS = [
    [BIN / "ruff", "format", "--check", "."],
    [BIN / "ruff", "check", "."],
    [BIN / "mypy", "--strict"],
    [BIN / "lint-imports"],
    [sys.executable, "-m", "pytest", *sys.argv[1:]],
]

failed = []
for check in CHECKS:
    print("→", " ".join(Path(str(check[0])).name if not i else str(part) for i, part in enumerate(check)), flush=True)
    if subprocess.run(check, cwd=ROOT, check=False).returncode:
        failed.append(Path(str(check[0])).name)
sys.exit(f"failed: {', '.join(failed)}" if failed else 0)
