"""The guide: its sections, in the user's language, and which of them belongs to what is in use."""

from pathlib import Path

from app.glossary import POINTS, WORDS, Term
from app.translation import language, mark, tr
from core.resources import resource_path

TERMS = "terms"
"""The section that is written from the glossary."""
SECTIONS = {
    "start": mark("First steps"),
    "import": mark("Importing"),
    "photo": mark("Photographs"),
    "view": mark("The view"),
    "parts": mark("Parts"),
    "expression": mark("Expression"),
    "anatomy": mark("Anatomy"),
    "treatment": mark("Treatment"),
    "history": mark("History"),
    "measures": mark("Measures"),
    "palsy": mark("Palsy"),
    "skull": mark("The skull"),
    "document": mark("Document"),
    "compare": mark("Compare"),
    "performance": mark("Performance"),
    "export": mark("Export"),
    "limits": mark("What is a guess"),
    TERMS: mark("Terms"),
}
"""Keys and titles, in the order of the guide; pages of the window have the same keys."""
FIRST = "start"


def guide_folder(code: str | None = None) -> Path:
    """Return where a language's sections lie.

    Parameters
    ----------
    code : str, optional
        Of the language; the one in use by default.
    """
    return resource_path("guide", code or language())


def section_for(key: str) -> str:
    """Return the section about a page or dock; the first one where none is."""
    return key if key in SECTIONS else FIRST


def section_text(key: str) -> str:
    """Return a section as Markdown.

    Parameters
    ----------
    key : str
        Of `SECTIONS`.

    Returns
    -------
    str
        In the language in use; pictures are named relative to `guide_folder`.
    """
    if key == TERMS:
        return _terms()
    return (guide_folder() / f"{key}.md").read_text(encoding="utf-8")


def _terms() -> str:
    groups = ((tr("Words"), WORDS), (tr("Points of skin and skull"), POINTS))
    parts = [f"# {tr(SECTIONS[TERMS])}"]
    for title, terms in groups:
        parts += [f"## {title}", *(_entry(term) for term in _sorted(terms))]
    return "\n\n".join(parts) + "\n"


def _sorted(terms: tuple[Term, ...]) -> list[Term]:
    return sorted(terms, key=lambda term: tr(term.title).casefold())


def _entry(term: Term) -> str:
    return f"**{tr(term.title)}**: {tr(term.meaning)}"
