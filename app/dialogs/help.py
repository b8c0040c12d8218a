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


def shortcuts(menus: Mapping[str, Mapping[str, str]]) -> str:
    """Return the keys of all actions and what the mouse does, as HTML in two columns.

    Parameters
    ----------
    menus : mapping of str to (mapping of str to str)
        By title of the menu: keys by title of the action.
    """
    blocks = [_block(title, keys) for title, keys in menus.items() if keys]
    lengths = [len(keys) + 1 for keys in menus.values() if keys]
    # As many whole menus in the left column as bring both nearest to one height.
    apart = [abs(sum(lengths[:at]) - sum(lengths[at:])) for at in range(len(lengths) + 1)]
    middle = apart.index(min(apart))
    columns = "".join(
        f"<td style='padding-right:36px'><table>{''.join(part)}</table></td>"
        for part in (blocks[:middle], blocks[middle:])
    )
    return f"<table><tr>{columns}</tr></table>{tr(_MOUSE)}"


def _block(title: str, keys: Mapping[str, str]) -> str:
    rows = "".join(
        f"<tr><td>{name.replace('&', '')}</td><td style='padding-left:18px'>{key}</td></tr>"
        for name, key in keys.items()
    )
    head = f"<tr><td colspan='2' style='padding-top:4px'><b>{title.replace('&', '')}</b></td></tr>"
    return head + rows
