"""Points of drawn heads with their distances, and where each lies on the template.

Correspondence is known, so nothing has to be searched for: a surface sample has a triangle of the
population, its place on a head follows the triangle, and a point pushed off along the normal is
as far away as it was pushed, as long as no other surface is near (tested on the mean head).
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import torch
from scipy.spatial.distance import cdist
from torch import Tensor

from core.arrays import FloatArray
from core.geometry.mesh import Mesh
from core.geometry.normals import face_areas, face_normals
from core.training.composites import STAGES, Heads, HeadSource
from core.training.sdf_training import signed_distances


@dataclass(frozen=True)
class Sampling:
    """What a step of training sees."""

    heads: int = 24
    """Heads per step."""
    surface: int = 72
    """Points per head on the surface, with normals."""
    near: int = 32
    """Of these, how many also give a point off the surface."""
    volume: int = 16
    """Points per head anywhere in the bounds."""
    pool: int = 96
    """Heads drawn at a time."""
    refresh: int = 100
    """Steps until the pool is drawn anew."""
    samples: int = 40_000
    """Surface samples drawn from."""
    pushes: tuple[float, ...] = (0.5, 1.0, 2.0, 4.0, 8.0)
    """How far off the surface a sample may be pushed, mm."""
    volume_samples: int = 12_000
    """Points in the bounds drawn from."""
    controls: int = 600
    """Vertices whose displacement is extended over the volume."""
    margin: float = 25.0
    """How far beyond the head's bounds, mm."""


@dataclass(frozen=True, eq=False)
class Batch:
    """Points of several heads; see `Sampling` for the counts.

    Attributes
    ----------
    heads : (h,) int64 Tensor
        Rows of the pool.
    codes : mapping of str to (h, k) Tensor
        Of these heads.
    surface, normals : (h, s, 3) Tensor
        On the surface, mm and unit.
    visible : (h, s) Tensor
        Zero for points of eyeballs that a lid may cover.
    stages : (5, h, s, 3) Tensor
        The surface points after each stage of a head is taken off; the last are on the mean head.
    off, distances : (h, k, 3) and (h, k) Tensor
        Points off the surface and in the volume with their signed distances, mm.
    """

    heads: Tensor
    codes: Mapping[str, Tensor]
    surface: Tensor
    normals: Tensor
    visible: Tensor
    stages: Tensor
    off: Tensor
    distances: Tensor


class HeadSampler:
    """Draws batches.

    Parameters
    ----------
    source : HeadSource
        Draws heads.
    head : Mesh
        The watertight mean head, mm.
    config : Sampling
        Counts.
    generator : Generator
        Seeded; for what is drawn once.
    """

    def __init__(
        self, source: HeadSource, head: Mesh, config: Sampling, generator: np.random.Generator
    ) -> None:
        self._source = source
        self._config = config
        self._step = 0
        self._surface_samples(head, generator)
        self._volume_samples(head, generator)
        self.pool: Heads | None = None

    def _surface_samples(self, head: Mesh, generator: np.random.Generator) -> None:
        vertices, faces = self._source.source.vertices, self._source.source.faces
        # By the root of the area: lids, lips and wings of the nose have small triangles.
        chance = np.sqrt(face_areas(vertices, faces))
        face = generator.choice(len(faces), self._config.samples, p=chance / chance.sum())
        shares = generator.dirichlet(np.ones(3), len(face))
        points = np.einsum("kc,kcd->kd", shares, vertices[faces[face]])
        normal = face_normals(vertices, faces)[face]
        reach = [self._reach(points, normal, head, sign) for sign in (1.0, -1.0)]
        distance = np.abs(signed_distances(points, head))
        self._corners = torch.tensor(faces[face])
        self._shares = torch.tensor(shares, dtype=torch.float32)
        self._reaches = torch.tensor(np.stack(reach, axis=1), dtype=torch.float32)
        eyeball = self._source.on_eyeball[faces[face, 0]]
        self._eyeball = torch.tensor(eyeball)
        self._buried = torch.tensor(distance > 0.5)

    def _reach(self, points: FloatArray, normal: FloatArray, head: Mesh, sign: float) -> FloatArray:
        """Return how far each point can be pushed before another surface is nearer."""
        reach = np.full(len(points), 0.25)
        open_way = np.ones(len(points), dtype=bool)
        for push in self._config.pushes:
            there = signed_distances(points + sign * push * normal, head)
            open_way &= np.abs(there - sign * push) < 0.1 * push + 0.1
            reach[open_way] = push
        return 0.8 * reach

    def _volume_samples(self, head: Mesh, generator: np.random.Generator) -> None:
        low = head.vertices.min(axis=0) - self._config.margin
        high = head.vertices.max(axis=0) + self._config.margin
        points = generator.uniform(low, high, (self._config.volume_samples, 3))
        vertices = self._source.source.vertices
        controls = generator.choice(len(vertices), self._config.controls, replace=False)
        distance = cdist(points, vertices[controls])
        nearest = distance.min(axis=1, keepdims=True)
        weights = np.exp(-(distance**2 - nearest**2) / (2 * (6.0 + 0.5 * nearest) ** 2))
        weights /= weights.sum(axis=1, keepdims=True)
        self._controls = torch.tensor(controls)
        self._volume = torch.tensor(points, dtype=torch.float32)
        self._volume_weights = torch.tensor(weights, dtype=torch.float32)
        distances = signed_distances(points, head)
        self._volume_distances = torch.tensor(distances, dtype=torch.float32)

    def draw(self, pick: torch.Generator) -> Batch:
        """Draw a batch; draws the pool anew every so many steps.

        Parameters
        ----------
        pick : torch.Generator
            Seeded.

        Returns
        -------
        Batch
            Of `heads` heads.
        """
        if self.pool is None or self._step % self._config.refresh == 0:
            self.pool = self._source.draw(self._config.pool, pick)
        self._step += 1
        config = self._config
        heads = torch.randint(config.pool, (config.heads,), generator=pick)
        chosen = torch.randint(len(self._corners), (config.heads, config.surface), generator=pick)
        corners = self._corners[chosen]
        rows = heads[:, None, None]
        moves = torch.stack([stage[rows, corners] for stage in self.pool.moves])
        left = moves.flip(0).cumsum(0).flip(0)
        mean = self._source.mean[corners]
        shares = self._shares[chosen][..., None]
        triangle = mean + left[0]
        points = (shares * triangle).sum(dim=2)
        after = torch.cat([left[1:], torch.zeros_like(left[:1])])
        stages = (shares * (mean + after)).sum(dim=3)
        edges = triangle[:, :, 1:] - triangle[:, :, :1]
        normals = torch.linalg.cross(edges[:, :, 0], edges[:, :, 1])
        normals = unit_length(normals)
        hidden = self._buried[chosen] | (
            self._eyeball[chosen] & self.pool.expressive[heads][:, None]
        )
        off, distances = self._off(heads, chosen, points, normals, hidden, pick)
        codes = {name: code[heads] for name, code in self.pool.codes.items()}
        return Batch(heads, codes, points, normals, (~hidden).float(), stages, off, distances)

    def _off(
        self,
        heads: Tensor,
        chosen: Tensor,
        points: Tensor,
        normals: Tensor,
        hidden: Tensor,
        pick: torch.Generator,
    ) -> tuple[Tensor, Tensor]:
        config, pool = self._config, self.pool
        assert pool is not None
        near = chosen[:, : config.near]
        share = 2.0 * torch.rand(near.shape, generator=pick) - 1.0
        reach = self._reaches[near]
        push = torch.where(share > 0, reach[..., 0], reach[..., 1]) * share * share.abs()
        push = torch.where(hidden[:, : config.near], torch.nan, push)
        pushed = points[:, : config.near] + push[..., None] * normals[:, : config.near]
        drawn = torch.randint(len(self._volume), (config.heads, config.volume), generator=pick)
        controls = pool.moves[:, heads[:, None], self._controls[None]].sum(dim=0)
        moved = self._volume[drawn] + self._volume_weights[drawn] @ controls
        distances = torch.cat([push, self._volume_distances[drawn]], dim=1)
        off = torch.cat([pushed, moved], dim=1)
        useless = distances.isnan()
        return off.masked_fill(useless[..., None], 0.0), distances

    def places(self, vertices: Tensor, heads: Tensor, stage: int) -> Tensor:
        """Return where vertices are before a stage is taken off.

        Parameters
        ----------
        vertices : (v,) int64 Tensor
            Of the population's.
        heads : (h,) int64 Tensor
            Rows of the pool.
        stage : int
            Number of the stage.

        Returns
        -------
        (h, v, 3) Tensor
            mm.
        """
        assert self.pool is not None
        moves = self.pool.moves[stage:, heads[:, None], vertices[None]].sum(dim=0)
        return self._source.mean[vertices] + moves

    def stage_places(self, vertices: Tensor, heads: Tensor, stage: str) -> Tensor:
        """Return where a stage meets vertices, as far as its own code can tell.

        Parameters
        ----------
        vertices : (v,) int64 Tensor
            Of the population's.
        heads : (h,) int64 Tensor
            Rows of the pool.
        stage : str
            Of the cascade, or ``identity``.

        Returns
        -------
        (h, v, 3) Tensor
            mm: an expression on the mean head, a part where the earlier ones are taken off.
        """
        if stage == "expression":
            assert self.pool is not None
            moves = self.pool.moves[0, heads[:, None], vertices[None]]
            return self._source.mean[vertices] + moves
        return self.places(vertices, heads, STAGES.index("nose" if stage == "identity" else stage))

    def mean_places(self, vertices: Tensor) -> Tensor:
        """Return where vertices are on the mean head.

        Parameters
        ----------
        vertices : (v,) int64 Tensor
            Of the population's.

        Returns
        -------
        (v, 3) Tensor
            mm.
        """
        return self._source.mean[vertices]


def unit_length(vectors: Tensor) -> Tensor:
    """Return vectors of length one.

    Parameters
    ----------
    vectors : (..., 3) Tensor
        Any length; zero stays zero.

    Returns
    -------
    (..., 3) Tensor
        Of length one.
    """
    return torch.nn.functional.normalize(vectors, dim=-1, eps=1e-9)
