"""Everything public says what it is, nothing prints, and nothing is left for later."""

import ast
import io
import re
import tokenize
from pathlib import Path

from tests.architecture.sources import REPOSITORY, Function, parsed, python_files, shown

OURS = ("app", "core", "resources", "packaging")
MAY_PRINT = {"app/cli.py"}


def _public_without_docstring(node: ast.AST, prefix: str) -> list[str]:
    missing = []
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.ClassDef | Function) or child.name.startswith("_"):
            continue
        name = f"{prefix}.{child.name}" if prefix else child.name
        if ast.get_docstring(child) is None and not _repeats_another_signature(child):
            missing.append(name)
        if isinstance(child, ast.ClassDef):
            missing += _public_without_docstring(child, name)
    return missing


def _repeats_another_signature(node: ast.ClassDef | Function) -> bool:
    names = {ast.unparse(decorator).split(".")[-1] for decorator in node.decorator_list}
    return bool(names & {"overload", "setter", "override"})


def test_everything_public_has_a_docstring() -> None:
    missing = [
        f"{shown(path)}: {name}"
        for path in python_files(*OURS)
        for name in _public_without_docstring(parsed(path), "")
    ]
    assert not missing


def test_every_module_says_why_it_exists() -> None:
    silent = [
        shown(path)
        for path in python_files(*OURS, "tests")
        if not (ast.get_docstring(parsed(path)) or "").strip()
    ]
    assert not silent


def test_public_functions_of_core_describe_their_parameters() -> None:
    """A numpydoc docstring lists every parameter that a function of core takes."""
    missing = []
    for path in python_files("core"):
        for function in _public_functions(parsed(path)):
            text = ast.get_docstring(function) or ""
            undocumented = [name for name in _parameters(function) if name not in text]
            if undocumented:
                missing.append(f"{shown(path)}:{function.lineno} {function.name} {undocumented}")
    assert not missing


def _public_functions(tree: ast.Module) -> list[Function]:
    found: list[Function] = []
    for node in tree.body:
        if isinstance(node, Function) and not node.name.startswith("_"):
            found.append(node)
        elif isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            found += [
                child
                for child in node.body
                if isinstance(child, Function)
                and not child.name.startswith("_")
                and not _repeats_another_signature(child)
            ]
    return found


def _parameters(function: Function) -> list[str]:
    arguments = function.args
    every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    return [argument.arg for argument in every if argument.arg not in {"self", "cls"}]


def test_nothing_prints() -> None:
    printing = [
        f"{shown(path)}:{node.lineno}"
        for path in python_files("app", "core")
        if shown(path) not in MAY_PRINT
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "print"
    ]
    assert not printing


def test_nothing_is_left_for_later() -> None:
    """A note to finish something names the issue that will."""
    note = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b(?!.*#\d+)")
    found = [
        f"{shown(path)}:{token.start[0]}"
        for path in python_files(*OURS)
        for token in _comments(path)
        if note.search(token.string)
    ]
    assert not found


def _comments(path: Path) -> list[tokenize.TokenInfo]:
    text = path.read_text(encoding="utf-8")
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return [token for token in tokens if token.type == tokenize.COMMENT]


def test_no_type_check_is_switched_off_without_its_code() -> None:
    bare = re.compile(r"#\s*type:\s*ignore(?!\[)|#\s*noqa(?!:)")
    found = [
        f"{shown(path)}:{number}"
        for path in python_files(*OURS, "tests")
        if path != Path(__file__)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if bare.search(line)
    ]
    assert not found, f"in {REPOSITORY}"
