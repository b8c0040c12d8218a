"""Collects the sentences that `core` and the quiet half of `app` tell, as texts with named gaps.

Errors are raised and notes are made as ordinary f-strings in English, for the command line, the
log and documents. What the window needs to show them in another language is found here from the
sources: each sentence, where every value put in became a gap. `app.sentences` finds at run time
which of them a text was made from.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

EXCEPTIONS = re.compile(r"\w+Error$")
NOT_SHOWN = {"RuntimeError", "TypeError", "KeyError", "IndexError", "TimeoutError", "FaceError"}
"""Exceptions of programmers. Those of ValueError are reasons within other sentences."""
VERBATIM = {
    "path", "folder", "file", "target", "source", "checkpoint", "stem", "parent", "directory",
    "name", "text", "key", "typed", "id", "bundle",
}  # fmt: skip
"""Parts of an expression that say what the user named: it is never translated."""
FEWEST_LETTERS = 8
"""Letters outside the gaps that a sentence needs, to be told from others."""
PROSE = re.compile(r"[a-z]{2,}:? [a-z]{2,}|[a-z]{3,}[^{}]*\.$")
"""What a text has that people read: two words in a row, or a sentence's end."""
FOLDERS = ("document", "geometry", "imaging", "inference", "simulation", "bundles", "models")
"""Folders of `core` whose notes are shown in the window; errors are taken from all but training."""
NO_NOTES = {
    "schedule.py", "theatre.py", "stl_format.py", "ply_writer.py", "obj_sequence.py",
    "cephalometry.py", "drags.py", "latency.py", "selftest.py", "screenshots.py", "gallery.py",
    "doctor.py", "probes.py", "bone_bench.py", "cli.py", "exports.py", "off_screen.py",
    "label_patterns.py",
}  # fmt: skip
"""Files whose texts nobody reads in the window: formats, tables of experiments, the doctor."""
TRANSLATED = {"tr", "mark", "counted", "report"}
QUIET = {"getLogger", "exception", "warning", "info", "debug", "setObjectName", "compile", "cast"}


class _Gaps:
    """Turns a string expression into a text with gaps; the same value makes the same gap."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}

    def text(self, node: ast.expr) -> str:
        """Return a constant or an f-string with gaps; empty for anything else."""
        if isinstance(node, ast.Constant):
            return _escaped(node.value) if isinstance(node.value, str) else ""
        if not isinstance(node, ast.JoinedStr):
            return ""
        return "".join(
            f"{{{self._name(one)}}}"
            if isinstance(one, ast.FormattedValue)
            else _escaped(str(getattr(one, "value", "")))
            for one in node.values
        )

    def _name(self, node: ast.FormattedValue) -> str:
        shown = ast.unparse(node.value)
        if shown not in self._names:
            taken = set(self._names.values())
            base = _kind(node)
            numbered = (f"{base}{count or ''}" for count in range(len(taken) + 1))
            self._names[shown] = next(one for one in numbered if one not in taken)
        return self._names[shown]


def _escaped(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def _kind(node: ast.FormattedValue) -> str:
    """Return what a gap is called: `named` stays as the user wrote it."""
    calls = [_called(one) for one in ast.walk(node.value) if isinstance(one, ast.Call)]
    if any(name.endswith("title") for name in calls):
        return "value"
    words = [one.id for one in ast.walk(node.value) if isinstance(one, ast.Name)]
    words += [one.attr for one in ast.walk(node.value) if isinstance(one, ast.Attribute)]
    if node.conversion == ord("r") or set(words) & VERBATIM:
        return "named"
    return "value" if node.format_spec is None else "number"


@cache
def sentences(root: Path) -> tuple[str, ...]:
    """Return every sentence that an error or a note may tell.

    Parameters
    ----------
    root : Path
        The repository.

    Returns
    -------
    tuple of str
        With gaps such as ``{named}``, ``{number}`` and ``{value}``; sorted, each once.
    """
    files = {path: _nodes(path) for path in _files(root)}
    helpers = {name for nodes in files.values() for name in _taken_from(nodes)}
    found: set[str] = set()
    for path, nodes in files.items():
        given = [*_raised(nodes), *_from_helpers(nodes, helpers)]
        found.update(_Gaps().text(one) for node in given for one in _choices(node))
        if _notes_are_shown(root, path):
            found.update(_notes(nodes))
    kept = (text for text in found if letters(text) >= FEWEST_LETTERS and " " in text)
    return tuple(sorted(kept))


def letters(text: str) -> int:
    """Return how many letters of a sentence stand outside its gaps."""
    return sum(one.isalpha() for one in re.sub(r"\{\w+\}", "", text))


def _files(root: Path) -> Iterator[Path]:
    """Yield the sources whose errors the window may show."""
    for path in sorted([*(root / "core").rglob("*.py"), *(root / "app").rglob("*.py")]):
        if not {"training", "commands", "figures"} & set(path.parts):
            yield path


def _nodes(path: Path) -> list[ast.AST]:
    return list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def _notes_are_shown(root: Path, path: Path) -> bool:
    if path.name in NO_NOTES:
        return False
    folders = path.relative_to(root).parts[:-1]
    return folders == ("app",) or (folders[0] == "core" and folders[-1] in FOLDERS)


def _called(node: ast.Call) -> str:
    return str(getattr(node.func, "id", getattr(node.func, "attr", "")))


def _raised(nodes: list[ast.AST]) -> Iterator[ast.expr]:
    for node in nodes:
        if isinstance(node, ast.Call) and node.args:
            name = _called(node)
            if EXCEPTIONS.match(name) and name not in NOT_SHOWN:
                yield node.args[0]


def _taken_from(nodes: list[ast.AST]) -> Iterator[str]:
    """Yield the names of functions and constants that a sentence is taken from."""
    for node in _raised(nodes):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Call):
            yield _called(node)


def _from_helpers(nodes: list[ast.AST], helpers: set[str]) -> Iterator[ast.expr]:
    for node in nodes:
        if isinstance(node, ast.FunctionDef) and node.name in helpers:
            returned = (one.value for one in ast.walk(node) if isinstance(one, ast.Return))
            yield from (value for value in returned if value is not None)
        elif isinstance(node, ast.Assign) and any(
            isinstance(one, ast.Name) and one.id in helpers for one in node.targets
        ):
            yield node.value


def _choices(node: ast.expr) -> Iterator[ast.expr]:
    """Yield the strings that an expression chooses from."""
    if isinstance(node, ast.IfExp):
        yield from _choices(node.body)
        yield from _choices(node.orelse)
    else:
        yield node


def _notes(nodes: list[ast.AST]) -> Iterator[str]:
    """Yield the texts of a file that are no documentation, no error and not translated already."""
    unread: set[int] = set()
    for node in nodes:
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            unread.add(id(node.value))
        elif isinstance(node, ast.Call):
            name = _called(node)
            if name in TRANSLATED | QUIET or EXCEPTIONS.match(name):
                plain = (one for one in node.args if name != "report" or _is_constant(one))
                unread.update(id(inner) for one in plain for inner in ast.walk(one))
        elif isinstance(node, ast.JoinedStr):
            unread.update(id(one) for one in node.values)
    for node in nodes:
        if isinstance(node, ast.Constant | ast.JoinedStr) and id(node) not in unread:
            text = _Gaps().text(node)
            if PROSE.search(text) and "\n" not in text:
                yield text


def _is_constant(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant)
