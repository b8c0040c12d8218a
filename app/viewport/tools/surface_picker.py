"""Finds the point of skin or skull under the mouse, tied to the template's triangles.

Rays meet the template's own triangles whatever is drawn, so that a point follows every edit; the
mouse is given in Qt's logical pixels and the view knows the screen's scale.
"""

from collections.abc import Mapping

import numpy as np

from app.session import Session
from app.surfaces import Computed
from app.viewport.head_view import HeadView
from core.arrays import FloatArray, IntArray
from core.geometry.mesh import Mesh
from core.geometry.rays import SurfaceRays
from core.geometry.surface_points import Body, SurfacePoint, point_in_face

SEE_THROUGH = 0.6
"""Opacity of the skin below which points go to the bone beneath it."""


class SurfacePicker:
    """Knows skin and skull of the head that is shown.

    Parameters
    ----------
    session : Session
        Tells what is computed.
    view : HeadView
        Is clicked into.
    """

    def __init__(self, session: Session, view: HeadView) -> None:
        self._session, self._view = session, view
        self.bodies: dict[Body, FloatArray] = {}
        """Vertices (n, 3) of the template's skin and skull on this head, mm."""
        self._rays: dict[Body, SurfaceRays] = {}

    @property
    def faces(self) -> Mapping[Body, IntArray]:
        """Triangles of skin and skull."""
        facts = self._session.facts
        if facts is None or facts.faces is None or facts.skull_faces is None:
            return {}
        return {"skin": facts.faces, "skull": facts.skull_faces}

    def take(self, computed: Computed) -> None:
        """Take note of what is shown now.

        Parameters
        ----------
        computed : Computed
            Of the newest revision; without a skull the last one stays.
        """
        if computed.places is not None:
            self.bodies["skin"] = computed.places.astype(np.float64)
            self._rays.pop("skin", None)
        if computed.skull is not None:
            self.bodies["skull"] = computed.skull.vertices.astype(np.float64)
            self._rays.pop("skull", None)

    def forget(self) -> None:
        """Take note that another document is open."""
        self.bodies.clear()
        self._rays.clear()

    @property
    def wanted(self) -> tuple[Body, ...]:
        """The bodies on which a point may lie, by what is seen."""
        skin, skull = self._view.layer("skin"), self._view.layer("skull")
        if skull.drawn and (not skin.drawn or skin.opacity < SEE_THROUGH):
            return ("skull", "skin") if skin.drawn else ("skull",)
        return ("skin",)

    def at(self, x: float, y: float, only: Body | None = None) -> SurfacePoint | None:
        """Return the point under a place in the view.

        Parameters
        ----------
        x, y : float
            Logical pixels from the upper left corner.
        only : str, optional
            Whose points; by default of what is seen, the bone first where the skin is translucent.

        Returns
        -------
        SurfacePoint or None
            None beside the head.
        """
        origin, direction = self._view.ray_at(x, y)
        for body in (only,) if only is not None else self.wanted:
            found = self._hit(body, origin, direction)
            if found is not None:
                return found
        return None

    def _hit(self, body: Body, origin: FloatArray, direction: FloatArray) -> SurfacePoint | None:
        vertices, faces = self.bodies.get(body), self.faces.get(body)
        if vertices is None or faces is None or faces.max() >= len(vertices):
            return None
        if body not in self._rays:
            self._rays[body] = SurfaceRays(Mesh(vertices, faces))
        distance, face = self._rays[body].first_hits(origin[None], direction[None])
        if face[0] < 0:
            return None
        place = origin + distance[0] * direction
        return point_in_face(faces, vertices, int(face[0]), place, body)
