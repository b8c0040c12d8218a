"""Collects every text of the window into ``resources/translations`` and compiles the languages.

``PYTHONPATH=. python packaging/update_translations.py`` in a development environment. Translations
that are there stay; new texts come in as unfinished, texts that nobody shows any more go. The
``.ts`` files are what translators edit (Qt Linguist, or any editor); the program reads ``.qm``.
``--fill FILE.json`` takes translations from a JSON object of text to translation.
"""

import argparse
import ast
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import PySide6
from sentences import sentences

from app.sentences import NAME, SYSTEM_REASONS
from app.translation import CONTEXT, LANGUAGES
from core.atomic import write_atomically

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "translations"
SOURCE = "en"
WRAPPERS = {"tr", "mark", "counted"}
"""Calls whose first argument is a text."""
NUMBERED = "counted"
SHOWN_FIELDS = ("title", "menu", "tip", "tool")
"""Fields of `app.actions.Action` that people read."""


def literals(tree: ast.AST) -> Iterator[tuple[str, bool]]:
    """Yield the texts that a file hands to `tr`, `mark` or `counted`, and whether they count."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
            first = node.args[0]
            if node.func.id in WRAPPERS and isinstance(first, ast.Constant) and first.value:
                yield str(first.value), node.func.id == NUMBERED


def progress_texts(tree: ast.AST) -> Iterator[str]:
    """Yield what a file of `core` says about its progress: constants given to ``report``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            constants = [one for one in node.args[1:2] if isinstance(one, ast.Constant)]
            if node.func.attr == "report" and constants and isinstance(constants[0].value, str):
                yield constants[0].value
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            names = [one.id for one in node.targets if isinstance(one, ast.Name)]
            if names == ["MESSAGE"]:
                yield str(node.value.value)


def request_titles(tree: ast.AST) -> Iterator[str]:
    """Yield the titles of tasks: ``title = "…"`` and ``return "…"`` of ``title`` in a class."""
    for cls in (node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)):
        for node in cls.body:
            if isinstance(node, ast.FunctionDef) and node.name == "title":
                given = [one.value for one in ast.walk(node) if isinstance(one, ast.Return)]
            elif isinstance(node, ast.Assign | ast.AnnAssign) and _names(node) == ["title"]:
                given = [node.value]
            else:
                continue
            for value in given:
                if isinstance(value, ast.Constant) and value.value:
                    yield str(value.value)


def _names(node: ast.Assign | ast.AnnAssign) -> list[str]:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    return [one.id for one in targets if isinstance(one, ast.Name)]


def source_texts() -> dict[str, bool]:
    """Return the texts that the sources name, in their order, and whether each counts things."""
    found: dict[str, bool] = {}
    for path in sorted((ROOT / "app").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found.update(literals(tree))
        found.update(dict.fromkeys(request_titles(tree), False))
        found.update(dict.fromkeys(progress_texts(tree), False))
    for folder in ("imaging", "inference", "document", "geometry", "simulation"):
        for path in sorted((ROOT / "core" / folder).rglob("*.py")):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            found.update(dict.fromkeys(progress_texts(tree), False))
    found.update(dict.fromkeys((*sentences(ROOT), *SYSTEM_REASONS), False))
    return found


def data_texts() -> dict[str, bool]:
    """Return the texts that come as data: actions, controls, measures, regions, landmarks."""
    from app.actions import ACTIONS
    from app.desks import ALL
    from app.expressions import GROUPS, OTHERS, PRESETS
    from app.label_patterns import PATTERNS
    from app.skull_requests import REGIONS
    from app.surfaces import COLOUR_UNITS, ColourBy
    from core.bundles.loader import load_bundle
    from core.document.bone_controls import BONE_CONTROLS
    from core.document.control_spec import PART_TITLES, expression_title, region_title
    from core.document.treatment import PRESETS as PRESETS_OF_TREATMENT
    from core.document.treatment import SEGMENTS
    from core.geometry.cephalometry import PROFILE_MEASURES
    from core.geometry.measure_table import STANDARD_MEASURES

    records = ACTIONS + tuple(one for desk in ALL for one in desk.ACTIONS)
    texts = [getattr(one, field) for one in records for field in SHOWN_FIELDS]
    texts += [str(colour) for colour in ColourBy] + list(COLOUR_UNITS.values())
    texts += [*PART_TITLES.values(), *REGIONS, *PRESETS, *GROUPS, OTHERS, *PATTERNS]
    texts += [title for group in GROUPS.values() for title in group.values()]
    for control in BONE_CONTROLS:
        texts += [control.bone.partition(",")[0], control.move, control.title, control.term]
        if "," in control.bone:
            stem = control.bone.partition(",")[0]
            texts += [f"{stem}s", f"{stem}s {control.move.lower()}"]
    texts += [*map(_sideless, (one.name for one in STANDARD_MEASURES)), "left", "right"]
    texts += [
        _sideless(text)
        for key, one in SEGMENTS.items()
        if not key.startswith("tooth_")
        for text in (one.title, one.term)
    ]
    texts += [one.title for one in PRESETS_OF_TREATMENT.values()]
    texts += [_sideless(one.name) for one in PROFILE_MEASURES]
    shipped = sorted((ROOT / "resources" / "presets").glob("*.json"))
    texts += [json.loads(path.read_text("utf-8"))["title"] for path in shipped]
    bundle = load_bundle()
    template, shapes = bundle.template, bundle.manifest.expression_names
    texts += [_sideless(region_title(name)) for name in template.regions]
    texts += [_sideless(expression_title(name)) for name in shapes]
    texts += [name.replace("_", " ").capitalize() for name in template.skull_landmarks]
    return dict.fromkeys((str(text) for text in texts if text), False)


def _sideless(title: str) -> str:
    return title.removesuffix(", left").removesuffix(", right")


def read_ts(path: Path) -> dict[str, tuple[str, ...]]:
    """Return what a file of translations holds.

    Parameters
    ----------
    path : Path
        A ``.ts`` file; a missing one holds nothing.

    Returns
    -------
    dict of str to tuple of str
        By text; one translation, or one for each plural form. Unfinished ones are left out.
    """
    found: dict[str, tuple[str, ...]] = {}
    if not path.exists():
        return found
    for message in ET.parse(path).getroot().iter("message"):
        source, target = message.findtext("source", ""), message.find("translation")
        if target is None or target.get("type") == "unfinished":
            continue
        forms = tuple(one.text or "" for one in target.findall("numerusform"))
        found[source] = forms or (target.text or "",)
    return found


def write_ts(
    path: Path, language: str, texts: dict[str, bool], known: dict[str, tuple[str, ...]]
) -> int:
    """Write a file of translations.

    Parameters
    ----------
    path : Path
        The ``.ts`` file.
    language : str
        Its code.
    texts : dict of str to bool
        Every text, and whether it counts things.
    known : dict of str to tuple of str
        Translations, as `read_ts` returns them.

    Returns
    -------
    int
        How many texts have no translation yet.
    """
    root = ET.Element("TS", version="2.1", language=language, sourcelanguage=SOURCE)
    context = ET.SubElement(root, "context")
    ET.SubElement(context, "name").text = CONTEXT
    missing = 0
    for text, counts in sorted(texts.items()):
        message = ET.SubElement(context, "message", {"numerus": "yes"} if counts else {})
        ET.SubElement(message, "source").text = text
        target = ET.SubElement(message, "translation")
        forms = known.get(text, ())
        if not forms:
            target.set("type", "unfinished")
            missing += 1
        elif counts:
            for form in forms:
                ET.SubElement(target, "numerusform").text = form
        else:
            target.text = forms[0]
    ET.indent(root, "  ")
    body = ET.tostring(root, encoding="unicode")
    whole = f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n'
    write_atomically(path, lambda to: to.write(whole.encode()))
    return missing


def write_sentences(path: Path) -> None:
    """Write the sentences with gaps, from which the window tells what a text was made from."""
    text = json.dumps(sentences(ROOT), ensure_ascii=False, indent=1)
    write_atomically(path, lambda to: to.write(f"{text}\n".encode()))


def compile_ts(path: Path) -> None:
    """Compile a file of translations with Qt's own compiler, which comes with PySide6.

    Programs that run have the compiled file mapped: it is replaced, never written in place.
    """
    tool = Path(PySide6.__file__).parent / (
        "lrelease.exe" if sys.platform == "win32" else "lrelease"
    )
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "made.qm"
        subprocess.run([tool, "-silent", path, "-qm", made], check=True)
        write_atomically(path.with_suffix(".qm"), lambda to: to.write(made.read_bytes()))


def main() -> None:
    """Update every language."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fill", type=Path, help="JSON: text to translation, or list of forms")
    parser.add_argument("--missing", type=Path, help="write the texts without one to this JSON")
    options = parser.parse_args()
    texts = data_texts() | source_texts()
    filled = json.loads(options.fill.read_text("utf-8")) if options.fill else {}
    given = {text: _forms(value) for text, value in filled.items()}
    FOLDER.mkdir(exist_ok=True)
    write_sentences(FOLDER / NAME)
    for language in LANGUAGES:
        if language == SOURCE:
            continue
        path = FOLDER / f"nasion_{language}.ts"
        known = read_ts(path) | given
        missing = write_ts(path, language, texts, known)
        compile_ts(path)
        print(f"{path.name}: {len(texts)} texts, {missing} without a translation")  # noqa: T201
        if options.missing:
            left = [text for text in sorted(texts) if text not in known]
            options.missing.write_text(json.dumps(left, ensure_ascii=False, indent=1), "utf-8")


def _forms(value: str | Iterable[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


if __name__ == "__main__":
    main()
