"""Pictures of one face, all from the same place, so that only what differs is seen to differ."""

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from PIL import Image

from app.off_screen import LIGHT, Panel, draw_head
from app.viewport.colouring import Scale, ramp
from core.arrays import FloatArray
from core.geometry.mesh import Mesh

FACE_MIDDLE = (0.0, -14.0, 71.0)
"""What the camera looks at: between brow and chin, in the depth of the eyes; head frame, mm."""
HEAD_MIDDLE = (0.0, 12.0, 18.0)
"""The same for a whole head without its neck's end."""
HEAD_RADIUS = 127.0
"""Half the height that shows it, mm."""
_THROUGH = 0.35
"""Opacity of skin through which a skull is seen."""
_PALETTE = replace(LIGHT, skin=(1.0, 0.80, 0.70))
"""Paler than elsewhere: these pictures are small."""


@dataclass(frozen=True)
class Portrait:
    """How faces are looked at.

    Attributes
    ----------
    view : str
        Of `app.off_screen.VIEWS`.
    size : (int, int)
        Width and height, pixels.
    radius : float
        Half the height that is seen, mm.
    middle : (float, float, float)
        What the camera looks at, mm.
    """

    view: str = "front"
    size: tuple[int, int] = (180, 220)
    radius: float = HEAD_RADIUS
    middle: tuple[float, float, float] = HEAD_MIDDLE

    def plain(self, skin: Mesh) -> Image.Image:
        """Return a face in the colour of skin."""
        return self._draw(Panel(skin, None, self.view, focus=self.middle))

    def textured(self, skin: Mesh, texture: Path | None) -> Image.Image:
        """Return a scan under its own picture, or plain where it has none."""
        return self._draw(Panel(skin, None, self.view, texture=texture, focus=self.middle))

    def through(self, skin: Mesh, skull: Mesh) -> Image.Image:
        """Return a face with its skull seen through the skin."""
        panel = Panel(skin, skull, self.view, skin_opacity=_THROUGH, focus=self.middle)
        return self._draw(panel)

    def mapped(self, skin: Mesh, values: FloatArray, scale: Scale) -> Image.Image:
        """Return a face coloured by values.

        Parameters
        ----------
        skin : Mesh
            Head frame, mm.
        values : (n,) float64
            On the vertices; NaN stays grey.
        scale : Scale
            What the colours mean.

        Returns
        -------
        PIL.Image.Image
            Over a transparent background.
        """
        share = np.clip((values - scale.low) / (scale.high - scale.low), 0.0, 1.0)
        colours = np.full((skin.vertex_count, 3), 0.72)
        known = np.isfinite(share)
        colours[known] = ramp(scale, share[known])
        return self._draw(Panel(skin, None, self.view, skin_colours=colours, focus=self.middle))

    def _draw(self, panel: Panel) -> Image.Image:
        return draw_head(panel, self.size, _PALETTE, self.radius)
