"""A performance ready to be drawn: everything that a frame needs is at hand, no model is asked."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from app.shading import openness
from app.surfaces import SingleArray, Surface
from core.geometry.normals import vertex_normals

if TYPE_CHECKING:
    from core.inference.performance_player import Player


@dataclass(frozen=True, eq=False)
class Stage:
    """A player with its light.

    Attributes
    ----------
    player : Player
        Who plays what.
    name : str
        Of the person, for people.
    skin_shade, skull_shade : (n,) float32
        How open every vertex is to the light, at rest.
    skull_normals : (n, 3) float64
        At rest.
    """

    player: "Player"
    name: str
    skin_shade: SingleArray
    skull_shade: SingleArray
    skull_normals: "np.ndarray[tuple[int, int], np.dtype[np.float64]]"

    @classmethod
    def of(cls, player: "Player", name: str) -> "Stage":
        """Return the stage of a player; takes a second, any thread."""
        puppet = player.puppet
        return cls(
            player,
            name,
            openness(puppet.skin).astype(np.float32),
            openness(puppet.skull).astype(np.float32),
            vertex_normals(puppet.skull.vertices, puppet.skull.faces),
        )

    def skin(self, frame: int) -> Surface:
        """Return the skin of a frame, from zero."""
        vertices, faces = self.player.skin(frame), self.player.puppet.skin.faces
        normals = vertex_normals(vertices, faces).astype(np.float32)
        return Surface(vertices.astype(np.float32), faces, normals, self.skin_shade)

    def skull(self, frame: int) -> Surface:
        """Return the skull of a frame, from zero; the mandible's normals turn with it."""
        puppet, motion = self.player.puppet, self.player.jaw(frame)
        turned = self.skull_normals @ motion.rotation.T
        normals = np.where(puppet.jaw[:, None], turned, self.skull_normals).astype(np.float32)
        vertices = puppet.posed_skull(motion).astype(np.float32)
        return Surface(vertices, puppet.skull.faces, normals, self.skull_shade)
