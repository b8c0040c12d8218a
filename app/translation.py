"""The one door through which texts of the window pass to Qt's translations.

English is the source language: `tr("Open")` returns the text in the language that is installed in
the application, or the text itself. Command line, documents and errors of `core` are English:
`told` and `joined` translate their finished texts where the window shows them.
Texts and numbers are put in by ``format`` afterwards, which writes numbers as the language does.
"""

import re
from string import Formatter
from typing import Any

from PySide6.QtCore import (
    QCoreApplication,
    QLibraryInfo,
    QLocale,
    QObject,
    QTranslator,
)

from app.label_patterns import find_pattern
from app.sentences import VERBATIM, find_sentence
from core.resources import resource_path

CONTEXT = "nasion"
"""Qt's name for the group in which all texts stand."""
LANGUAGES = {"en": "English", "de": "Deutsch"}
"""Languages there are, each by its own name."""
LANGUAGE = "window.language"
"""The name of the choice in the settings."""
SYSTEM = "system"
"""The choice to follow the operating system."""


class _Locale(Formatter):
    """Formats numbers with the decimal sign of the language."""

    def format_field(self, value: Any, spec: str) -> str:
        """Return one value as text."""
        shown = format(value, spec)
        if isinstance(value, str | bool) or not hasattr(value, "__float__"):
            return shown
        return _localised(shown)


class _Language:
    """Which language is installed."""

    code = "en"
    point, group = ".", ","
    translators: tuple[QTranslator, ...] = ()


class Text(str):
    """A text in the user's language; `format` writes numbers as the language does."""

    __slots__ = ()

    def format(self, *values: object, **named: object) -> "Text":
        """Return it with values put in; see `str.format`."""
        return Text(_Locale().vformat(self, values, named))


def tr(text: str) -> Text:
    """Return a text in the user's language.

    Parameters
    ----------
    text : str
        English, as it stands in the source; values are put in by ``format`` afterwards.

    Returns
    -------
    Text
        The translation, or the text where there is none.
    """
    return Text(QCoreApplication.translate(CONTEXT, text) if text else "")


def mark(text: str) -> str:
    """Note a constant for the translators and return it as it is; `tr` translates it when shown.

    Parameters
    ----------
    text : str
        English.
    """
    return text


def counted(text: str, count: int) -> Text:
    """Return a text about a number of things, in the form that the number asks for.

    Parameters
    ----------
    text : str
        English, with ``%n`` for the number and ``(s)`` for the plural: ``%n file(s) read``.
    count : int
        How many.

    Returns
    -------
    Text
        Such as ``1 file read`` and ``3 files read``.
    """
    found = QCoreApplication.translate(CONTEXT, text, "", count)
    if _Language.code == "en":
        found = found.replace("(s)", "" if count == 1 else "s")
    return Text(found)


def number(value: float, spec: str) -> str:
    """Return a number as the language writes it; what rounds to nothing has no minus.

    Parameters
    ----------
    value : float
        The number.
    spec : str
        As Python's `format` takes it, such as ``+.1f``.
    """
    shown = format(value, spec)
    if shown.startswith("-") and not re.search("[1-9]", shown):
        shown = ("+" if "+" in spec else "") + shown[1:]
    return _localised(shown)


def inline(title: str) -> str:
    """Return a translated title as it stands within a sentence: English writes it small.

    Parameters
    ----------
    title : str
        Such as ``Nose``; abbreviations keep their capitals.
    """
    small = _Language.code == "en" and title[1:2] == title[1:2].lower()
    return title[:1].lower() + title[1:] if small else title


def joined(text: str) -> Text:
    """Return a text of `core` that was put together from known texts and numbers.

    Parameters
    ----------
    text : str
        Such as ``Cheek, left +2 mm``, the label of an edit.

    Returns
    -------
    Text
        Translated piece by piece; what is not known, such as a person's name, stays.
    """
    exact = _whole(text)
    if exact is not None or _Language.code == "en":
        return Text(text) if exact is None else exact
    found = find_pattern(text)
    if found is None:
        return Text(_localised(text) if _is_number(text) else text)
    pattern, pieces = found
    return Text(str.format(tr(pattern), *(joined(piece) for piece in pieces)))


def told(text: str) -> Text:
    """Return what an error or a note tells; a text that is translated already stays as it is.

    Parameters
    ----------
    text : str
        A whole sentence of `core` or of the program, with its values put in.

    Returns
    -------
    Text
        In the user's language. What the user named, such as a file, stays.
    """
    whole = _whole(text)
    return Text(text) if whole is None else whole


def _whole(text: str) -> Text | None:
    """Return the translation of a known text, or of the sentence that a text was made from."""
    exact = _known(text)
    if exact is not None or _Language.code == "en":
        return exact
    found = find_sentence(text)
    if found is None:
        return None
    sentence, gaps = found
    return Text(str.format(tr(sentence), **{name: _gap(name, gaps[name]) for name in gaps}))


def _gap(name: str, piece: str) -> str:
    """Return what stood in a gap: names stay, numbers are written as the language does."""
    if name.startswith(VERBATIM):
        return piece
    return _localised(piece) if re.fullmatch(r"[+-]?[\d.,]+%?", piece) else joined(piece)


def _known(text: str) -> Text | None:
    """Return the translation of a text, or of the title that it is within a sentence."""
    found = tr(text)
    if found == text and text[:1].islower():
        title = text[:1].upper() + text[1:]
        found = tr(title)
        if found == title:
            return None
        return Text(inline(found))
    return None if found == text else found


def _is_number(text: str) -> bool:
    return re.fullmatch(r"[+-]?[\d.]+", text) is not None


def _localised(shown: str) -> str:
    if _Language.point == ".":
        return shown
    return shown.translate(str.maketrans({".": _Language.point, ",": _Language.group}))


def language() -> str:
    """Return the code of the language that is installed: ``en`` or ``de``."""
    return _Language.code


def locale() -> QLocale:
    """Return how numbers and dates are written: as the language does."""
    return QLocale.c() if _Language.code == "en" else QLocale(_Language.code)


def resolve(choice: str) -> str:
    """Return the language that a choice means.

    Parameters
    ----------
    choice : str
        ``system``, or a code of `LANGUAGES`.

    Returns
    -------
    str
        A code of `LANGUAGES`; English where the system's language is not among them.
    """
    wanted = QLocale.system().name()[:2] if choice == SYSTEM else choice
    return wanted if wanted in LANGUAGES else "en"


def install(choice: str, owner: QObject | None = None) -> str:
    """Let texts be shown in a language from now on; texts that are shown already stay.

    Parameters
    ----------
    choice : str
        ``system``, or a code of `LANGUAGES`.
    owner : QObject, optional
        Owns the translators; the application where it is left out.

    Returns
    -------
    str
        The language in use.
    """
    application = QCoreApplication.instance()
    for translator in _Language.translators:
        QCoreApplication.removeTranslator(translator)
    code = resolve(choice)
    qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    own = str(resource_path("translations"))
    kept = []
    for name, folder in ((f"qtbase_{code}", qt), (f"nasion_{code}", own)) if code != "en" else ():
        translator = QTranslator(owner or application)
        if translator.load(name, folder):
            QCoreApplication.installTranslator(translator)
            kept.append(translator)
    _Language.translators = tuple(kept)
    _Language.code = code
    here = locale()
    _Language.point, _Language.group = here.decimalPoint(), here.groupSeparator()
    if code == "en":
        _Language.group = ","
    QLocale.setDefault(here)
    return code
