"""The project's own files, read once."""

import ast
import re
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@cache
def files(*endings: str) -> tuple[Path, ...]:
    """The project's files by their endings, as paths below it."""
    return tuple(path for path in _all() if path.suffix in endings)


@cache
def _all() -> tuple[Path, ...]:
    """What git tracks or is about to; in a copy without git, everything but what is built."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode == 0:
        paths = {Path(name) for name in listed.stdout.splitlines()}
    else:
        paths = {path.relative_to(ROOT) for path in ROOT.rglob("*")}
    built = {".venv", ".local", "static-built", "__pycache__", "test-results"}
    return tuple(
        path for path in sorted(paths) if not built & set(path.parts) and (ROOT / path).is_file()
    )


@cache
def text(path: Path) -> str:
    """What stands in a file."""
    return (ROOT / path).read_text(encoding="utf-8")


def own_code() -> list[Path]:
    """Python that runs in production."""
    return [path for path in files(".py") if path.parts[0] in {"accounts", "checkins", "config"}]


@cache
def tree(path: Path) -> ast.Module:
    """A file's syntax."""
    return ast.parse(text(path), filename=str(path))


def imports(path: Path) -> set[str]:
    """Every module a file imports from, by its dotted name; `from a import b` counts as a.b too."""
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def calls(path: Path) -> set[str]:
    """The last name of everything that is called in a file."""
    found = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Attribute):
                found.add(node.func.attr)
            elif isinstance(node.func, ast.Name):
                found.add(node.func.id)
    return found


def without_comments(template: str) -> str:
    """A template without what never reaches a browser."""
    template = re.sub(r"\{#.*?#\}", "", template)
    return re.sub(r"\{% comment.*?%\}.*?\{% endcomment %\}", "", template, flags=re.DOTALL)
