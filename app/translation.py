"""The one door through which texts of the window pass to Qt's translations.

English is the source language: `tr("Open")` returns the text in the language that is installed in
the application, or the text itself. Command line, documents and errors of `core` are English.
"""

from PySide6.QtCore import QCoreApplication

CONTEXT = "nasion"
"""Qt's name for the group in which all texts stand."""


def tr(text: str) -> str:
    """Return a text in the user's language.

    Parameters
    ----------
    text : str
        English, as it stands in the source; values are put in by ``format`` afterwards.

    Returns
    -------
    str
        The translation, or the text where there is none.
    """
    return QCoreApplication.translate(CONTEXT, text)
