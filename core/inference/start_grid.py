"""Tells a head's field where its surroundings come from (`core.models.bound_head.StartGrid`)."""

import numpy as np
import torch
from scipy.spatial import cKDTree

from core.arrays import FloatArray
from core.geometry.template import PARTS
from core.models.bound_head import Lattice, StartGrid
from core.models.lips import lip_height, lip_window
from core.models.windows import part_weights

SPACING = 6.0
"""Distance of the nodes, mm: starts need not be better than half of it."""
MARGIN = 30.0
"""Room around the head, mm."""
FINE_SPACING = 1.5
"""Distance of the nodes where lids close over eyes, mm."""
FINE_MARGIN = 3.0
"""Room around the eyes, mm."""
AT_LIPS = 0.3
"""Skin with more of the lips' window than this belongs to a lip."""
NEAR_LIPS = 1e-3
"""Skin with more of it than this may lie on either side."""
AT_EYES = 0.9
"""Skin with more of the eyes' weight than this is covered finely."""


class StartGrids:
    """Makes start grids for heads on one template.

    Parameters
    ----------
    template : (n, 3) float64
        The template's skin vertices, mm.
    device : torch.device
        Where the fields are evaluated.
    """

    def __init__(self, template: FloatArray, device: torch.device) -> None:
        self._template = template
        self._device = device
        points = torch.tensor(template)
        window, above = lip_window(points).numpy(), lip_height(points).numpy() >= 0.0
        self._near = window > NEAR_LIPS
        self._lips = [np.flatnonzero((window > AT_LIPS) & side) for side in (above, ~above)]
        eyes = part_weights(points)[:, PARTS.index("eyes")].numpy() > AT_EYES
        sides = (template[:, 0] > 0.0, template[:, 0] <= 0.0)
        self._eyes = [np.flatnonzero(eyes & side) for side in sides]

    def over(self, vertices: FloatArray) -> StartGrid:
        """Make the grid of one head.

        Parameters
        ----------
        vertices : (n, 3) float64
            The head's skin in the template's topology, mm.

        Returns
        -------
        StartGrid
            Over the head and some room around it.
        """
        lattices = [_lattice(vertices, MARGIN, SPACING)]
        lattices += [
            _lattice(vertices[eye], FINE_MARGIN, FINE_SPACING) for eye in self._eyes if len(eye)
        ]
        nodes = np.vstack([_places(lattice) for lattice in lattices])
        distance, nearest = cKDTree(vertices).query(nodes)
        shift = self._template - vertices
        lips = [shift[lip[cKDTree(vertices[lip]).query(nodes)[1]]] for lip in self._lips]
        # Also where the skin around the mouth is not the nearest, but nearly so.
        beside, _ = cKDTree(vertices[self._near]).query(nodes)
        mouth = beside < distance + 2.0 * SPACING
        return StartGrid(
            lattices=tuple(lattices),
            shifts=self._tensor(np.stack([shift[nearest], *lips])),
            mouth=torch.as_tensor(mouth, device=self._device),
        )

    def _tensor(self, array: FloatArray) -> torch.Tensor:
        return torch.as_tensor(array, dtype=torch.float32, device=self._device)


def _lattice(vertices: FloatArray, margin: float, spacing: float) -> Lattice:
    low = vertices.min(axis=0) - margin
    counts = np.ceil((vertices.max(axis=0) + margin - low) / spacing).astype(int) + 1
    origin = (float(low[0]), float(low[1]), float(low[2]))
    return Lattice(origin, spacing, (int(counts[0]), int(counts[1]), int(counts[2])))


def _places(lattice: Lattice) -> FloatArray:
    axes = [
        start + lattice.spacing * np.arange(count)
        for start, count in zip(lattice.origin, lattice.shape, strict=True)
    ]
    places: FloatArray = np.stack(np.meshgrid(*axes, indexing="ij"), axis=-1).reshape(-1, 3)
    return places
