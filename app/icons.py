"""Icons by purpose; which picture stands for what is decided here only."""

from functools import cache

import qtawesome
from PySide6.QtGui import QIcon

from app.theme import Theme
from core.resources import resource_path

_NAMES = {
    "open": "mdi6.folder-open-outline",
    "save": "mdi6.content-save-outline",
    "undo": "mdi6.undo",
    "redo": "mdi6.redo",
    "front": "mdi6.face-man-outline",
    "left": "mdi6.arrow-left-thin-circle-outline",
    "right": "mdi6.arrow-right-thin-circle-outline",
    "three-quarter": "mdi6.rotate-3d-variant",
    "top": "mdi6.arrow-up-thin-circle-outline",
    "fit": "mdi6.fit-to-screen-outline",
    "camera": "mdi6.camera-outline",
    "export": "mdi6.export-variant",
    "theme": "mdi6.theme-light-dark",
    "reset": "mdi6.restore",
    "dice": "mdi6.dice-5-outline",
    "copy": "mdi6.content-copy",
    "lock": "mdi6.lock-outline",
    "unlock": "mdi6.lock-open-variant-outline",
    "visible": "mdi6.eye-outline",
    "hidden": "mdi6.eye-off-outline",
    "expanded": "mdi6.chevron-down",
    "collapsed": "mdi6.chevron-right",
    "close": "mdi6.close",
    "glass": "mdi6.skull-outline",
    "head": "mdi6.head-outline",
    "previous": "mdi6.chevron-left",
    "next": "mdi6.chevron-right",
    "remove": "mdi6.trash-can-outline",
    "play": "mdi6.play",
    "pause": "mdi6.pause",
    "loop": "mdi6.repeat",
    "pick": "mdi6.crosshairs-gps",
    "distance": "mdi6.ruler",
    "angle": "mdi6.angle-acute",
    "path": "mdi6.vector-polyline",
    "area": "mdi6.vector-polygon",
    "landmarks": "mdi6.map-marker-outline",
    "page": "mdi6.bookmark-outline",
    "page-parts": "mdi6.puzzle-outline",
    "page-expression": "mdi6.emoticon-outline",
    "page-anatomy": "mdi6.bone",
    "page-treatment": "mdi6.content-cut",
    "page-history": "mdi6.history",
    "page-measures": "mdi6.ruler",
    "page-skull": "mdi6.skull-outline",
    "page-document": "mdi6.file-document-outline",
    "page-view": "mdi6.video-3d",
    "page-palsy": "mdi6.face-recognition",
    "page-photo": "mdi6.account-box-outline",
    "page-compare": "mdi6.compare",
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
    return qtawesome.icon(
        _NAMES[name],
        color=theme.text,
        color_disabled=theme.groove,
        color_on=theme.accent,
        color_off_active=theme.text,
        color_selected=theme.accent_text,
    )


def page_icon(key: str, theme: Theme) -> QIcon:
    """Return the icon of a page of the docks by its key; a plain one for a key without its own."""
    name = f"page-{key}"
    return icon(name if name in _NAMES else "page", theme)


def program_icon() -> QIcon:
    """Return the program's own icon."""
    return QIcon(str(resource_path("icons", "nasion-256.png")))
