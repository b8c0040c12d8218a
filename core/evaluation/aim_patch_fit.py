"""Fits the patch-based local model: coordinate descent on one energy, all frames at once.

Each round gives every patch its best rigid motion, then its best coefficients, then blends the
patches; with anatomy it also finds the jaw that the patches' thicknesses ask for.
"""

from dataclasses import dataclass

import numpy as np
from scipy.spatial.transform import Rotation

from core.arrays import BoolArray, FloatArray
from core.evaluation.aim_linear import shape_weights
from core.evaluation.aim_patches import Patch, PatchSettings, blend, cut_patches, skin_depths
from core.evaluation.aim_session import Explain, Explained, Learn, Session
from core.geometry.transforms import Similarity
from core.models.aim_person import motion_twist, twist_motion

START_RIDGE = 1e-3
"""Of the global blendshapes from which patches start."""
LEAST = 1e-6
"""Weight of a vertex that nothing speaks for: it keeps the patch's equations solvable."""
JAW_STEPS = 2
"""Gauss-Newton steps for the jaw in every round."""
JAW_CALM = 1e-3
"""Keeps the jaw's equations solvable; weight of a radian and of 100 mm."""


@dataclass(eq=False)
class _Bones:
    """The bone under every vertex in every frame."""

    point: FloatArray
    """(F, N_skin, 3) mm."""
    normal: FloatArray
    """(F, N_skin, 3)."""


def patch_model(settings: PatchSettings) -> Learn:
    """Return the patch-based local model.

    Parameters
    ----------
    settings : PatchSettings
        With a weight for anatomy or without.

    Returns
    -------
    Learn
        Knows the jaw when anatomy has a weight.
    """

    def learn(session: Session) -> Explain:
        fit = PatchFit(session, settings)
        return fit.explain

    return learn


class PatchFit:
    """An actor's patches, ready to explain frames.

    Parameters
    ----------
    session : Session
        What is known of the actor.
    settings : PatchSettings
        Sizes and weights.
    """

    def __init__(self, session: Session, settings: PatchSettings) -> None:
        self._session, self._settings = session, settings
        self.patches = cut_patches(session, settings)
        self._moves = session.moves
        self._rest_depth = skin_depths(session)[0]
        self._on_jaw = session.anatomy.jaw > 0.5
        self._twists = np.array([motion_twist(jaw) for jaw in session.jaws])

    def explain(self, targets: FloatArray, seen: BoolArray) -> Explained:
        """Explain frames.

        Parameters
        ----------
        targets : (F, N_skin, 3) float64
            mm.
        seen : (N_skin,) bool
            Which vertices count.

        Returns
        -------
        Explained
            All visible vertices; hidden ones as global blendshapes have them.
        """
        resting, visible = self._session.resting.vertices, self._session.visible
        weights = shape_weights(self._moves, targets - resting, seen, START_RIDGE, bounded=False)
        start = resting + np.tensordot(weights, self._moves, axes=1)
        skins = start.copy()
        jaws = [twist_motion(twist) for twist in np.clip(weights, 0.0, 1.0) @ self._twists]
        codes = [np.zeros((len(targets), len(patch.basis))) for patch in self.patches]
        for _ in range(self._settings.rounds):
            bones = self._bones(jaws) if self._settings.anatomy > 0.0 else None
            places = []
            for number, patch in enumerate(self.patches):
                place, codes[number] = self._patch_step(
                    patch, codes[number], targets, skins, seen, bones
                )
                places.append(place)
            skins = np.where(visible[:, None], blend(self.patches, places, len(resting)), start)
            if bones is not None:
                jaws = self._jaw_steps(jaws, skins, codes)
        return Explained(skins, tuple(jaws) if self._settings.anatomy > 0.0 else None)

    def _patch_step(
        self,
        patch: Patch,
        codes: FloatArray,
        targets: FloatArray,
        skins: FloatArray,
        seen: BoolArray,
        bones: _Bones | None,
    ) -> tuple[FloatArray, FloatArray]:
        """Return where a patch lies, (F, n, 3), and its coefficients, (F, k)."""
        settings = self._settings
        data = seen[patch.vertices].astype(np.float64)
        weight = data + settings.overlap + LEAST
        goal = data[:, None] * targets[:, patch.vertices]
        goal = (goal + (settings.overlap + LEAST) * skins[:, patch.vertices]) / weight[:, None]
        shape = patch.rest + np.tensordot(codes, patch.basis, axes=1)
        turn, move = _rigid(shape, goal, weight)
        if len(patch.basis):
            # In the patch's own frame its shape is linear in the coefficients.
            local = np.einsum("fji,fnj->fni", turn, goal - move[:, None]) - patch.rest
            codes = self._coefficients(patch, local, weight, turn, move, bones)
            shape = patch.rest + np.tensordot(codes, patch.basis, axes=1)
            turn, move = _rigid(shape, goal, weight)
        return np.einsum("fij,fnj->fni", turn, shape) + move[:, None], codes

    def _coefficients(
        self,
        patch: Patch,
        local: FloatArray,
        weight: FloatArray,
        turn: FloatArray,
        move: FloatArray,
        bones: _Bones | None,
    ) -> FloatArray:
        settings, size = self._settings, len(patch.basis)
        heavy = patch.basis * weight[:, None]
        flat = heavy.reshape(size, -1)
        matrix = flat @ patch.basis.reshape(size, -1).T
        matrix = matrix + settings.ridge * len(patch.vertices) * np.eye(size)
        right = local.reshape(len(local), -1) @ flat.T
        if bones is None or not len(patch.held):
            return np.asarray(np.linalg.solve(matrix, right.T).T)
        held = patch.vertices[patch.held]
        normal = np.einsum("fji,fmj->fmi", turn, bones.normal[:, held])
        place = np.einsum("fij,mj->fmi", turn, patch.rest[patch.held]) + move[:, None]
        gap = ((place - bones.point[:, held]) * bones.normal[:, held]).sum(axis=2)
        rows = np.einsum("fmi,kmi->fkm", normal, patch.basis[:, patch.held]) - patch.depths
        lack = self._rest_depth[held] - gap
        matrix = matrix + settings.anatomy * rows @ rows.transpose(0, 2, 1)
        right = right + settings.anatomy * np.einsum("fkm,fm->fk", rows, lack)
        return np.asarray(np.linalg.solve(matrix, right[..., None])[..., 0])

    def _bones(self, jaws: list[Similarity]) -> _Bones:
        anatomy, on_jaw = self._session.anatomy, self._on_jaw[:, None]
        points = [np.where(on_jaw, jaw.apply(anatomy.bone), anatomy.bone) for jaw in jaws]
        normals = [
            np.where(on_jaw, anatomy.normal @ jaw.rotation.T, anatomy.normal) for jaw in jaws
        ]
        return _Bones(np.array(points), np.array(normals))

    def _depths(self, codes: list[FloatArray]) -> FloatArray:
        """Return the thickness that the patches expect, (F, N_skin) mm."""
        depths = np.zeros((len(codes[0]), len(self._rest_depth)))
        for patch, code in zip(self.patches, codes, strict=True):
            held = patch.vertices[patch.held]
            depths[:, held] += patch.share[patch.held] * (code @ patch.depths)
        expected: FloatArray = depths + self._rest_depth
        return expected

    def _jaw_steps(
        self, jaws: list[Similarity], skins: FloatArray, codes: list[FloatArray]
    ) -> list[Similarity]:
        """Return the jaws that bring the bone to the expected depths."""
        anatomy = self._session.anatomy
        at = np.flatnonzero(self._on_jaw & anatomy.known & self._session.visible)
        depths = self._depths(codes)[:, at]
        found = []
        for frame, start in enumerate(jaws):
            jaw = start
            for _ in range(JAW_STEPS):
                bone = jaw.apply(anatomy.bone[at])
                normal = anatomy.normal[at] @ jaw.rotation.T
                lack = ((skins[frame, at] - bone) * normal).sum(axis=1) - depths[frame]
                # Turning bone and normal about the origin: the skin point takes the lever.
                lever = np.cross(skins[frame, at], normal)
                rows = np.hstack([lever, normal])
                calm = JAW_CALM * len(at) * np.diag([1.0, 1.0, 1.0, 1e-4, 1e-4, 1e-4])
                step = np.linalg.solve(rows.T @ rows + calm, rows.T @ lack)
                turn = Rotation.from_rotvec(step[:3]).as_matrix()
                jaw = Similarity(1.0, turn, step[3:]).after(jaw)
            found.append(jaw)
        return found


def _rigid(
    shape: FloatArray, goal: FloatArray, weight: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Return the rotation (F, 3, 3) and move (F, 3) that best bring shapes onto goals."""
    share = weight / weight.sum()
    middle, there = np.einsum("n,fni->fi", share, shape), np.einsum("n,fni->fi", share, goal)
    across = np.einsum("n,fni,fnj->fij", share, goal - there[:, None], shape - middle[:, None])
    left, _, right = np.linalg.svd(across)
    mirrored = np.linalg.det(left) * np.linalg.det(right) < 0.0
    left[mirrored, :, 2] *= -1.0
    turn = left @ right
    move: FloatArray = there - np.einsum("fij,fj->fi", turn, middle)
    return turn, move
