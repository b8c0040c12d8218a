"""A head that turns once around, drawn without a window, for `nasion turntable`."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from app.moving_pictures import Pixels
from app.off_screen import Palette, Panel, common_radius, draw_head
from app.pictures import backdrop
from core.geometry.mesh import Mesh
from core.monitor import Monitor

_LOOKED_AT = 24
"""Directions from which it is asked how much room a turning head needs."""


def turned(panel: Panel, degrees: float) -> Panel:
    """Return a panel whose head is turned about its upright axis, which stays in the middle.

    Parameters
    ----------
    panel : Panel
        Seen from the front.
    degrees : float
        To the viewer's right; the camera goes around the other way.
    """
    angle = np.radians(degrees)
    around = np.array(
        [
            [np.cos(angle), 0.0, np.sin(angle)],
            [0.0, 1.0, 0.0],
            [-np.sin(angle), 0.0, np.cos(angle)],
        ]
    )
    mesh = panel.skin or panel.skull
    assert mesh is not None
    middle = (mesh.vertices.min(axis=0) + mesh.vertices.max(axis=0)) / 2.0

    def moved(one: Mesh | None) -> Mesh | None:
        return None if one is None else one.with_vertices((one.vertices - middle) @ around.T)

    return replace(panel, skin=moved(panel.skin), skull=moved(panel.skull), focus=(0.0, 0.0, 0.0))


def draw_turning(
    panel: Panel,
    count: int,
    size: tuple[int, int],
    palette: Palette,
    monitor: Monitor,
    *,
    transparent: bool = False,
) -> Iterator[Pixels]:
    """Draw a head from all around, at one scale.

    Parameters
    ----------
    panel : Panel
        Seen from the front.
    count : int
        Pictures for the whole turn.
    size : (int, int)
        Width and height, pixels.
    palette : Palette
        Colours of head and background.
    monitor : Monitor
        Progress and cancellation.
    transparent : bool
        Whether the background is left out.

    Yields
    ------
    (h, w, 3) or (h, w, 4) uint8
        With opacity where there is no background.

    Raises
    ------
    NasionError
        When nothing can be drawn on this machine.
    """
    around = [turned(panel, 360.0 * at / _LOOKED_AT) for at in range(_LOOKED_AT)]
    radius = common_radius(around, size)
    behind = backdrop(size, palette)
    for number in range(count):
        monitor.report(number / count, "Drawing the turning head")
        head = draw_head(turned(panel, 360.0 * number / count), size, palette, radius)
        if not transparent:
            ground = behind.copy()
            ground.paste(head, (0, 0), head)
            head = ground.convert("RGB")
        yield np.asarray(head)
