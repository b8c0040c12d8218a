"""The frozen program and the wheel hold all that is read, and nothing that may not be shipped."""

import ast
import importlib.util
import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from app.selftest import check_learned_files, check_texts
from core import resources
from core.errors import NasionError
from tests.conftest import REPOSITORY

SETTINGS = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def collected() -> ModuleType:
    path = REPOSITORY / "packaging" / "collected.py"
    specification = importlib.util.spec_from_file_location("collected", path)
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def shipped(collected: ModuleType) -> set[Path]:
    """Return what ships, with every folder above it."""
    files = collected.shipped_resources(REPOSITORY)
    return {one for file in files for one in (file, *file.parents)}


def asked_for() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield every `resource_path(...)` of the program with the names it begins with."""
    for path in sorted(REPOSITORY.glob("[ac]*/**/*.py")):
        text = path.read_text(encoding="utf-8")
        if "resource_path(" not in text or path.name == "resources.py":
            continue
        tree = ast.parse(text)
        constants = {
            target.id: node.value
            for node in tree.body
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "resource_path":
                yield path.name, tuple(_literals(node.args, constants))


def _literals(arguments: list[ast.expr], constants: dict[str, ast.expr]) -> Iterator[str]:
    for argument in arguments:
        value = constants.get(argument.id) if isinstance(argument, ast.Name) else argument
        if not isinstance(value, ast.Constant):
            return
        yield str(value.value)


def test_what_the_program_reads_is_shipped(shipped: set[Path]) -> None:
    asked = list(asked_for())
    assert len({names[0] for _, names in asked if names}) >= 9
    missing = [one for one in asked if REPOSITORY.joinpath("resources", *one[1]) not in shipped]
    assert not missing


def test_the_guide_is_shipped_with_its_pictures(shipped: set[Path]) -> None:
    for page in sorted((REPOSITORY / "resources" / "guide").rglob("*.md")):
        for name in re.findall(r"!\[[^\]]*\]\(([^)\s]+)", page.read_text(encoding="utf-8")):
            assert page.parent / name in shipped, (page.name, name)


@pytest.mark.parametrize("check", [check_learned_files, check_texts])
def test_what_ships_beside_the_bundle_passes_the_self_test(
    check: Callable[[Path], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert check(tmp_path)
    monkeypatch.setattr(resources, "resource_root", lambda: tmp_path)
    with pytest.raises((NasionError, OSError)):
        check(tmp_path)


def test_wheel_and_program_leave_out_the_same(collected: ModuleType) -> None:
    left_out = set(SETTINGS["tool"]["setuptools"]["exclude-package-data"]["resources"])
    assert left_out - {"**/__pycache__/**"} == {f"{name}/**" for name in collected.NOT_SHIPPED}


def test_no_module_under_a_licence_that_forbids_it_is_collected(
    collected: ModuleType, tmp_path: Path
) -> None:
    assert collected.may_ship("igl.pyigl_core")
    assert not collected.may_ship("igl.copyleft.cgal.pyigl_copyleft_cgal")
    banned = SETTINGS["tool"]["ruff"]["lint"]["flake8-tidy-imports"]["banned-api"]
    assert set(collected.FORBIDDEN) <= set(banned)
    good, bad, worse = (
        tmp_path / "_internal" / name
        for name in ("igl/pyigl_core.so", "igl/triangle/_t.so", "libreadline.so.8")
    )
    for path in (good, bad, worse):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    assert collected.forbidden_files(tmp_path) == [bad.parent, bad, worse]


def test_the_licences_name_every_library() -> None:
    told = (REPOSITORY / "packaging" / "THIRD_PARTY.md").read_text(encoding="utf-8").lower()
    known_as = {"torch": "pytorch", "pyside6-essentials": "pyside6"}
    for requirement in SETTINGS["project"]["dependencies"]:
        name = re.split(r"[<>=~! ]", requirement)[0].lower()
        assert known_as.get(name, name) in told, name
