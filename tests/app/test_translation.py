"""German is complete, nothing bypasses the translation, and numbers are written as people do."""

import ast
import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from app.dialogs.messages import show_error
from app.label_patterns import PATTERNS, find_pattern
from app.sentences import find_sentence, sentences
from app.translation import (
    counted,
    inline,
    install,
    joined,
    language,
    number,
    resolve,
    told,
    tr,
)
from tests.architecture.sources import REPOSITORY, parsed, python_files, shown

TEXT_FOLDERS = ("app/panels", "app/dialogs", "app/widgets", "app/desks", "app/viewport")
NAMES = {"Nasion", "Normals", "Desk", "Studio", "Nasal", "Eye"}
"""Words that stay: the program, an array of VTK, classes, and a beginning that is cut off."""
NO_TEXT = {
    "setObjectName", "AddObserver", "QKeySequence", "RemoveObserver", "signal", "setProperty",
    "setShortcut", "getattr", "TypeVar", "Template",
}  # fmt: skip
"""Calls whose arguments nobody reads in the window."""
TRANSLATED = {"tr", "mark", "counted", "number", "Action", "icon"}
KEPT_ENGLISH = {"Several", "SetPart", "KnownBone", "SetState"}
"""Edits: their labels stand in the document, and `joined` translates them when they are shown."""


@pytest.fixture
def german(qapp: QCoreApplication) -> Iterator[None]:
    assert install("de") == "de"
    yield
    install("en")


@pytest.fixture(scope="module")
def extraction() -> ModuleType:
    path = REPOSITORY / "packaging" / "update_translations.py"
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(path.parent)
        return _loaded(path)


def _loaded(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("update_translations", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_text_is_translated(extraction: ModuleType) -> None:
    texts = extraction.data_texts() | extraction.source_texts()
    known = extraction.read_ts(extraction.FOLDER / "nasion_de.ts")
    missing = sorted(set(texts) - set(known))
    assert not missing, "run packaging/update_translations.py and translate"
    assert not sorted(set(known) - set(texts)), "texts that nobody shows: run the same command"


def test_translations_keep_what_is_put_in(extraction: ModuleType) -> None:
    known = extraction.read_ts(extraction.FOLDER / "nasion_de.ts")
    gaps = re.compile(r"\{[^}]*\}|%n")
    wrong = [
        text
        for text, forms in known.items()
        if any(sorted(gaps.findall(text)) != sorted(gaps.findall(form)) for form in forms[-1:])
    ]
    assert not wrong


def test_compiled_texts_are_the_ones_of_the_source(german: None, extraction: ModuleType) -> None:
    known = extraction.read_ts(extraction.FOLDER / "nasion_de.ts")
    singular = {text: forms[0] for text, forms in known.items() if len(forms) == 1}
    assert {text: str(tr(text)) for text in singular} == singular


def test_no_text_bypasses_the_translation(extraction: ModuleType) -> None:
    paths = [*python_files(*TEXT_FOLDERS), REPOSITORY / "app" / "main_window.py"]
    known = {*extraction.data_texts(), *extraction.source_texts(), *NAMES}
    bare = ((path, text) for path in paths for text in _bare_texts(path))
    found = [f"{shown(path)}: {text!r}" for path, text in bare if text.strip() not in known]
    assert not found, "wrap them in tr() or mark():\n" + "\n".join(found)


def _bare_texts(path: Path) -> Iterator[str]:
    skipped = _unread(parsed(path))
    for node in ast.walk(parsed(path)):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if _is_text(node.value):
                yield node.value
        elif isinstance(node, ast.JoinedStr):
            parts = [one.value for one in node.values if isinstance(one, ast.Constant)]
            if _is_text(re.sub(r"<[^>]*>|\b(mm|kB|MB|px)\b", "", "".join(map(str, parts)))):
                yield ast.unparse(node)


def _is_text(text: str) -> bool:
    """Return whether people would read it: words with a capital or a space between them."""
    if "VTK::" in text or ";\n" in text or "Output" in text:
        return False  # a shader
    if not re.search(r"[A-Za-z]{2}", text) or re.fullmatch(r"[\w.*/:;#<>=\[\] -]*", text) is None:
        return bool(re.search(r"[A-Za-z]{2} [a-z]{2}", text))
    if re.fullmatch(r"[A-Z0-9_]+|[a-z_]+[A-Za-z0-9_.]*|(?:[A-Z][a-z0-9]+){2,}", text):
        return False  # a constant's name, a key, a class of Qt or VTK
    return bool(re.match(r"[A-Z][a-z]", text) or re.search(r"[a-z] [a-z]", text))


def _unread(tree: ast.Module) -> set[int]:
    """Return the nodes that nobody reads in the window: documentation, keys, types, errors."""
    found: set[int] = set()
    for node in ast.walk(tree):
        parts: list[ast.AST | None] = []
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            parts = [node.value]
        elif isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in TRANSLATED | NO_TEXT | KEPT_ENGLISH or name.endswith("Error"):
                parts = [*node.args, *node.keywords]
        elif isinstance(node, ast.Raise):
            parts = [node.exc]
        elif isinstance(node, ast.arg | ast.AnnAssign):
            parts = [node.annotation]
        elif isinstance(node, ast.FunctionDef):
            parts = [node.returns]
        elif isinstance(node, ast.JoinedStr):
            parts = list(node.values)
        elif isinstance(node, ast.Subscript):
            parts = [node.slice]
        for part in parts:
            if part is not None:
                found.update(id(one) for one in ast.walk(part))
    return found


def test_numbers_and_plurals_are_german(german: None) -> None:
    assert language() == "de"
    assert tr("{coverage:.0f} % of the face").format(coverage=91.4) == "91 % des Gesichts"
    assert "38,5" in tr("{seconds:.1f} s on {device}").format(seconds=38.5, device="CPU 1.5")
    assert "CPU 1.5" in tr("{seconds:.1f} s on {device}").format(seconds=38.5, device="CPU 1.5")
    assert number(1234.5, ",.1f") == "1.234,5"
    text = "Added {name}: the cohort holds %n pair(s) now."
    assert counted(text, 1).format(name="a") == "a hinzugefügt: Die Kohorte enthält jetzt ein Paar."
    assert "3 Paare" in counted(text, 3)


def test_english_needs_no_file(qapp: QCoreApplication) -> None:
    install("en")
    text = "Added {name}: the cohort holds %n pair(s) now."
    assert counted(text, 1).format(name="a") == "Added a: the cohort holds 1 pair now."
    assert counted(text, 3).format(name="a") == "Added a: the cohort holds 3 pairs now."
    assert number(1234.5, ",.1f") == "1,234.5"
    assert [number(-0.04, spec) for spec in (".1f", "+.1f", "+.2f")] == ["0.0", "+0.0", "-0.04"]
    assert inline(tr("Nose")) == "nose"
    assert inline(tr("CT skull")) == "CT skull"


@pytest.mark.parametrize(
    ("label", "wanted"),
    [
        ("Cheek, left +2.5 mm", "Wange, links +2,5 mm"),
        ("Mandible forward +4 mm", "Unterkiefer nach vorn +4 mm"),
        ("Reset nose", "Nase zurücksetzen"),
        ("Nose 1 to +1.5", "Nase 1 auf +1,5"),
        ("Nose of anna.nasion", "Nase von anna.nasion"),
        ("Expression: smile", "Mimik: Lächeln"),
        ("Known bone: Gonion left", "Bekannter Knochen: Gonion links"),
        ("Mouth: smile 60 %", "Mund: Lächeln 60 %"),
    ],
)
def test_labels_of_edits_are_translated(german: None, label: str, wanted: str) -> None:
    assert joined(label) == wanted


def test_patterns_are_found_in_their_order() -> None:
    assert find_pattern("Reset thickness: cheek, left") == (
        "Reset thickness: {0}",
        ("cheek, left",),
    )
    assert find_pattern("Nose") is None
    assert len(set(PATTERNS)) == len(PATTERNS)


def test_unknown_language_is_english() -> None:
    assert resolve("xx") == "en"
    assert resolve("de") == "de"


def test_sentences_are_those_of_the_sources(extraction: ModuleType) -> None:
    assert sentences() == extraction.sentences(REPOSITORY), "run packaging/update_translations.py"


def test_every_sentence_is_found_again_from_its_text() -> None:
    lost = []
    for sentence in sentences():
        gaps = dict.fromkeys(re.findall(r"(?<!\{)\{(\w+)\}", sentence))
        values = {gap: f"{at}.5" if "number" in gap else f"qx{at}" for at, gap in enumerate(gaps)}
        found = find_sentence(sentence.format(**values))
        if (
            found is None
            or found[0] != sentence
            or "".join(found[1].values()) != "".join(values.values())
        ):
            lost.append(sentence)
    assert len(sentences()) > 600
    assert not lost


TOLD = {
    "Nose is empty: export the scan again.": "Nose ist leer: Exportieren Sie den Scan noch einmal.",
    "a (1).ply cannot be read as PLY, because it breaks off after 3,500 triangles: export the scan "
    "again.": "a (1).ply lässt sich nicht als PLY lesen, denn sie bricht nach 3.500 Dreiecken ab: "
    "Exportieren Sie den Scan noch einmal.",
    "a.csv was not written (Input/output error): choose another folder.": "a.csv wurde nicht "
    "geschrieben (Ein- und Ausgabefehler): Wählen Sie einen anderen Ordner.",
    "Mouth is locked; unlock it first.": "Mund ist gesperrt; entsperren Sie es erst.",
    "Nobody wrote this sentence.": "Nobody wrote this sentence.",
}


@pytest.mark.parametrize("text", TOLD)
def test_errors_are_told_in_german_and_names_stay(german: None, text: str) -> None:
    assert told(text) == TOLD[text]
    assert told(told(text)) == TOLD[text]


def test_errors_are_told_in_english_without_a_change(qapp: QCoreApplication) -> None:
    install("en")
    text = "a.ply breaks off after 3,500 of its 4,000 vertex rows"
    assert told(text) == text


def test_an_error_in_a_window_is_german(german: None, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    show_error(window, "me.obj is empty: export the scan again.")
    boxes = window.findChildren(QMessageBox)
    assert [box.informativeText() for box in boxes] == [
        "me.obj ist leer: Exportieren Sie den Scan noch einmal."
    ]
    boxes[0].close()


def test_compiled_texts_are_replaced_not_overwritten(
    extraction: ModuleType, tmp_path: Path
) -> None:
    """A program that runs has the old file mapped into its memory and keeps its texts."""
    source = tmp_path / "nasion_de.ts"
    extraction.write_ts(source, "de", {"Open": False}, {"Open": ("Öffnen",)})
    extraction.compile_ts(source)
    translator = QTranslator()
    assert translator.load(str(source.with_suffix(".qm")))
    extraction.write_ts(source, "de", {"Close": False}, {"Close": ("Schließen",)})
    with source.with_suffix(".qm").open("rb") as old:
        before = old.read()
        extraction.compile_ts(source)
        old.seek(0)
        assert old.read() == before
        assert source.with_suffix(".qm").read_bytes() != before
    assert translator.translate("nasion", "Open") == "Öffnen"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["nasion_de.qm", "nasion_de.ts"]
