"""What the help menu says."""

from collections.abc import Mapping

from app.translation import mark, tr

ABOUT = mark(
    "Anatomical face editing: load a head scan, see its skull, edit it, export it. "
    "It works offline; no scan leaves this machine.<br><br>The skull is an estimate from "
    "statistics, not a medical image; do not plan treatment on it."
)

_MOUSE = mark(
    "<p>In the view: drag to turn, Shift and drag to move, wheel to zoom.<br>"
    "On a slider: double-click to reset, arrow keys for small steps.<br>"
    "In a box: type 36, 36.0 mm or 3.6 cm and press Enter.<br>"
    "Brush (B): drag on the skin to thicken it, with Shift to thin it; [ and ] set its radius.<br>"
    "Performance: space plays and pauses in the view and on the timeline; there the arrow keys go "
    "by frames.</p>"
)


def shortcuts(keys: Mapping[str, str]) -> str:
    """Return the keys of all actions and what the mouse does, as HTML.

    Parameters
    ----------
    keys : mapping of str to str
        By title of the action.
    """
    rows = "".join(
        f"<tr><td>{title.replace('&', '')}</td><td style='padding-left:24px'>{key}</td></tr>"
        for title, key in keys.items()
    )
    return f"<table>{rows}</table>{tr(_MOUSE)}"
