"""Icons by purpose; which picture stands for what is decided here only."""

from functools import cache

from PySide6.QtGui import QIcon

from app.glyphs import GlyphIcon
from app.theme import Theme
from core.resources import resource_path

_NAMES = {
    "open": "folder-open-outline",
    "save": "content-save-outline",
    "undo": "undo",
    "redo": "redo",
    "front": "face-man-outline",
    "left": "arrow-left-thin-circle-outline",
    "right": "arrow-right-thin-circle-outline",
    "three-quarter": "rotate-3d-variant",
    "top": "arrow-up-thin-circle-outline",
    "fit": "fit-to-screen-outline",
    "camera": "camera-outline",
    "export": "export-variant",
    "theme": "theme-light-dark",
    "reset": "restore",
    "dice": "dice-5-outline",
    "copy": "content-copy",
    "lock": "lock-outline",
    "unlock": "lock-open-variant-outline",
    "visible": "eye-outline",
    "hidden": "eye-off-outline",
    "expanded": "chevron-down",
    "collapsed": "chevron-right",
    "close": "close",
    "glass": "skull-outline",
    "head": "head-outline",
    "previous": "chevron-left",
    "next": "chevron-right",
    "remove": "trash-can-outline",
    "play": "play",
    "pause": "pause",
    "loop": "repeat",
    "pick": "crosshairs-gps",
    "distance": "ruler",
    "angle": "angle-acute",
    "path": "vector-polyline",
    "area": "vector-polygon",
    "landmarks": "map-marker-outline",
    "page": "bookmark-outline",
    "page-parts": "puzzle-outline",
    "page-expression": "emoticon-outline",
    "page-anatomy": "bone",
    "page-treatment": "content-cut",
    "page-history": "history",
    "page-measures": "ruler",
    "page-skull": "skull-outline",
    "page-document": "file-document-outline",
    "page-view": "video-3d",
    "page-palsy": "face-recognition",
    "page-photo": "account-box-outline",
    "page-compare": "compare",
}


@cache
def icon(name: str, theme: Theme) -> QIcon:
    """Return an icon in the colours of a theme.

    Parameters
    ----------
    name : str
        A purpose, for example ``undo``.
    theme : Theme
        Colours.

    Returns
    -------
    QIcon
        Faint when disabled, accented when checked, light on a chosen row.
    """
    return QIcon(GlyphIcon(_NAMES[name], theme.text, theme.groove, theme.accent, theme.accent_text))


def page_icon(key: str, theme: Theme) -> QIcon:
    """Return the icon of a page of the docks by its key; a plain one for a key without its own."""
    name = f"page-{key}"
    return icon(name if name in _NAMES else "page", theme)


def program_icon() -> QIcon:
    """Return the program's own icon."""
    return QIcon(str(resource_path("icons", "nasion-256.png")))
