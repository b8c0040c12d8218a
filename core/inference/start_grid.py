"""Tells a head's field where its surroundings come from (`core.models.bound_head.StartGrid`)."""

import math
from dataclasses import dataclass

import numpy as np
import torch
from scipy.spatial import cKDTree

from core.arrays import BoolArray, FloatArray, IntArray
from core.geometry.template import PARTS
from core.models.lattice import Lattice, StartGrid
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
            Over the head and some room around it; nodes are worked out when they are asked for.
        """
        lattices = [_lattice(vertices, MARGIN, SPACING)]
        lattices += [
            _lattice(vertices[eye], FINE_MARGIN, FINE_SPACING) for eye in self._eyes if len(eye)
        ]
        count = sum(math.prod(lattice.shape) for lattice in lattices)
        with torch.inference_mode(mode=False):
            return _AskedGrid(
                tuple(lattices),
                torch.zeros(3, count, 3, device=self._device),
                torch.zeros(count, dtype=torch.bool, device=self._device),
                _Nearest(vertices, self._template - vertices, self._near, self._lips),
                np.zeros(count, dtype=np.bool_),
            )


class _Nearest:
    """The skin nearest to places, all of it and either lip's."""

    def __init__(
        self, vertices: FloatArray, shift: FloatArray, near: BoolArray, lips: list[IntArray]
    ) -> None:
        self._shift = shift
        self._lips = lips
        self._skin = cKDTree(vertices)
        self._beside = cKDTree(vertices[near])
        self._sides = [cKDTree(vertices[lip]) for lip in lips]

    def __call__(self, places: FloatArray) -> tuple[FloatArray, BoolArray]:
        """Return shifts, (3, n, 3) mm, and where the mouth is near."""
        distance, nearest = self._skin.query(places)
        lips = [
            self._shift[lip[tree.query(places)[1]]]
            for lip, tree in zip(self._lips, self._sides, strict=True)
        ]
        # Also where the skin around the mouth is not the nearest, but nearly so.
        beside, _ = self._beside.query(places)
        return np.stack([self._shift[nearest], *lips]), beside < distance + 2.0 * SPACING


@dataclass(frozen=True, eq=False)
class _AskedGrid(StartGrid):
    """A start grid that works nodes out when they are first asked for: most never are."""

    nearest: _Nearest
    known: BoolArray

    def nodes(self, points: torch.Tensor) -> torch.Tensor:
        """Return the node next to each point; see `StartGrid.nodes`."""
        nodes = super().nodes(points)
        asked = nodes.cpu().numpy()
        new = np.unique(asked[~self.known[asked]])
        if len(new):
            shifts, mouth = self.nearest(self._places(new))
            index = torch.as_tensor(new, device=points.device)
            self.shifts[:, index] = torch.as_tensor(shifts).to(self.shifts)
            self.mouth[index] = torch.as_tensor(mouth, device=points.device)
            self.known[new] = True
        return nodes

    def _places(self, nodes: IntArray) -> FloatArray:
        found = np.empty((len(nodes), 3))
        passed = 0
        for lattice in self.lattices:
            count = math.prod(lattice.shape)
            here = (nodes >= passed) & (nodes < passed + count)
            places = np.stack(np.unravel_index(nodes[here] - passed, lattice.shape), axis=1)
            found[here] = np.asarray(lattice.origin) + lattice.spacing * places
            passed += count
        return found


def _lattice(vertices: FloatArray, margin: float, spacing: float) -> Lattice:
    low = vertices.min(axis=0) - margin
    counts = np.ceil((vertices.max(axis=0) + margin - low) / spacing).astype(int) + 1
    origin = (float(low[0]), float(low[1]), float(low[2]))
    return Lattice(origin, spacing, (int(counts[0]), int(counts[1]), int(counts[2])))
