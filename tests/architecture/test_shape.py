"""Files stay small, the top level stays fixed, and each library stays where it belongs."""

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.architecture.sources import (
    REPOSITORY,
    functions,
    imported_modules,
    parsed,
    python_files,
    shown,
)

TOP_LEVEL = {"app", "core", "resources", "tests", "packaging", "pyproject.toml", "README.md"}
TOP_LEVEL_EXTRA = {"LICENSE", "CHANGELOG.md"}
FILE_LINES = 400
FUNCTION_LINES = 60
TORCH_PACKAGES = {"models", "bundles", "inference", "training", "evaluation"}
OURS = ("app", "core", "resources", "packaging")


def _tracked() -> list[str]:
    listing = subprocess.run(
        ["git", "ls-files"], cwd=REPOSITORY, capture_output=True, text=True, check=False
    )
    if listing.returncode != 0:
        pytest.skip("needs a git checkout: the layout is read from what is tracked")
    return listing.stdout.splitlines()


def test_top_level_is_exactly_the_fixed_one() -> None:
    found = {name.split("/")[0] for name in _tracked()}
    visible = {name for name in found if not name.startswith(".")}
    assert visible == TOP_LEVEL | TOP_LEVEL_EXTRA


def test_packaging_would_not_shadow_the_packaging_library() -> None:
    assert not list((REPOSITORY / "packaging").rglob("__init__.py"))


def test_no_tracked_file_is_over_twenty_mebibytes() -> None:
    sizes = {name: (REPOSITORY / name) for name in _tracked()}
    large = [
        name for name, path in sizes.items() if path.exists() and path.stat().st_size > 20 << 20
    ]
    assert not large


def test_files_are_short() -> None:
    lengths = {
        shown(path): len(path.read_text(encoding="utf-8").splitlines())
        for path in python_files(*OURS, "tests")
    }
    assert not {name: length for name, length in lengths.items() if length > FILE_LINES}


def test_functions_are_short() -> None:
    long = [
        f"{shown(path)}:{function.lineno} {function.name} has {_code_lines(function)} lines"
        for path in python_files(*OURS, "tests")
        for function in functions(path)
        if _code_lines(function) > FUNCTION_LINES
    ]
    assert not long


def _code_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return the lines of a function without its docstring, which may be as long as it must."""
    body = function.body
    length = (function.end_lineno or function.lineno) - function.lineno + 1
    if ast.get_docstring(function) is not None:
        length -= (body[0].end_lineno or body[0].lineno) - body[0].lineno + 1
    return length


def test_core_imports_no_window() -> None:
    window = {"PySide6", "shiboken6", "qtpy", "pyvistaqt", "superqt", "qtawesome", "app"}
    found = [
        f"{shown(path)} imports {name}"
        for path in python_files("core")
        for name in imported_modules(path)
        if name.split(".")[0] in window
    ]
    assert not found


def test_torch_stays_where_the_networks_are() -> None:
    found = [
        shown(path)
        for path in python_files("core", "app")
        for name in imported_modules(path)
        if name.split(".")[0] == "torch" and not _may_use_torch(path)
    ]
    assert not found


def _may_use_torch(path: Path) -> bool:
    top, package, *_ = path.relative_to(REPOSITORY).parts
    return top == "core" and package in TORCH_PACKAGES


def test_vtk_in_core_is_in_geometry_and_by_single_classes() -> None:
    found = []
    for path in python_files("core"):
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Import):
                found += [
                    f"{shown(path)} imports the whole of {alias.name}"
                    for alias in node.names
                    if alias.name.split(".")[0] in {"vtk", "vtkmodules"}
                ]
            elif isinstance(node, ast.ImportFrom) and node.module is not None:
                root = node.module.split(".")[0]
                outside = "geometry" not in path.relative_to(REPOSITORY).parts
                if root == "vtk" or (root == "vtkmodules" and outside):
                    found.append(f"{shown(path)} imports from {node.module}")
    assert not found


def test_what_is_imported_is_declared_and_what_is_declared_is_imported() -> None:
    """A library only of the development environment would be missing; an unused one is weight."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    declared = {_normal(entry) for entry in project["project"]["dependencies"]}
    imported = {
        _distribution(name)
        for path in python_files("app", "core")
        for name in imported_modules(path)
        if not _is_ours_or_standard(name)
    }
    # Its font alone is read (app/glyphs.py).
    assert declared == imported | {"qtawesome"}


def _normal(requirement: str) -> str:
    name = requirement.split(";")[0]
    for mark in "=<>!~[ ":
        name = name.split(mark)[0]
    return name.lower().replace("_", "-")


def _is_ours_or_standard(name: str) -> bool:
    return name.split(".")[0] in {*sys.stdlib_module_names, "app", "core", "resources"}


def _distribution(name: str) -> str:
    different = {
        "skimage": "scikit-image",
        "igl": "libigl",
        "PIL": "pillow",
        "PySide6": "pyside6-essentials",
        "shiboken6": "pyside6-essentials",
        "vtkmodules": "vtk",
        "click": "typer",
    }
    root = name.split(".")[0]
    return different.get(root, root.lower().replace("_", "-"))


def test_checkpoints_are_read_as_weights_only() -> None:
    """Anything else would run what the file contains."""
    unsafe = [
        f"{shown(path)}:{node.lineno}"
        for path in python_files("app", "core", "packaging")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) == "torch.load"
        and not any(
            keyword.arg == "weights_only" and ast.unparse(keyword.value) == "True"
            for keyword in node.keywords
        )
    ]
    assert not unsafe
