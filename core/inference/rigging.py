"""A person's skeleton for other programs: neck, head and jaw, with weights from the anatomy.

The jaw's weights are the model's own (AIM's k), so that turning the jaw of the file is the same
linear blend skinning as opening the jaw here. How the skin of the neck passes from neck to head is
a harmonic field on the skin: one over bone, zero at the neck's lower end.
"""

from typing import TYPE_CHECKING

import igl
import numpy as np
from scipy.sparse import csc_matrix, identity
from scipy.sparse.linalg import spsolve

from core.arrays import BoolArray, FloatArray
from core.document.state import FaceState
from core.errors import ExportError
from core.geometry.mesh import Mesh
from core.geometry.rig import Joint, Rig
from core.geometry.steps import quintic_step
from core.monitor import Monitor

if TYPE_CHECKING:
    from core.inference.head import HeadModel
    from core.inference.performance_player import Puppet

NECK, HEAD, JAW = "neck", "head", "jaw"
"""Names of the joints, from the root on."""
_BASE_BAND = 12.0
"""Skin this close above the neck's lower end stands still, mm."""
_BASE_REACH = 20.0
"""Skin from which the middle of the neck's lower end is taken, mm above it."""
_UNDER_SKULL = 15.0
"""Around the point beneath the ears, the underside of the skull is looked for this far, mm."""
_FIRM = 0.5
"""Jaw weight from which skin counts as lying on bone."""
_LOOSE = 1e-9
"""Ties pieces of skin that touch neither end to the head."""


def rig_of(
    model: "HeadModel", state: FaceState, puppet: "Puppet", monitor: Monitor | None = None
) -> Rig:
    """Return a person's skeleton with the weights of the skin.

    Parameters
    ----------
    model : HeadModel
        The models that the document was made with.
    state : FaceState
        The person, with all edits.
    puppet : Puppet
        The same person ready to perform: skin and skull at rest.
    monitor : Monitor, optional
        Progress and cancellation.

    Returns
    -------
    Rig
        Joints `NECK`, `HEAD`, `JAW`; the jaw's at the middle of the axis through the condyles.

    Raises
    ------
    ExportError
        When the models know no condyles.
    """
    monitor = monitor or Monitor()
    monitor.report(0.0, "Finding the joints")
    template = model.bundle.template
    hinge, jaw, known = model.anatomy.jaw_binding(state)
    tragi = [f"tragion_{side}" for side in ("left", "right")]
    if hinge is None or not all(name in template.landmarks for name in tragi):
        raise ExportError("These models know no joints of the skull; export without a skeleton.")
    skin = puppet.skin.vertices
    ears = skin[[template.landmarks[name] for name in tragi]].mean(axis=0)
    atlas = _underside(puppet.skull.vertices[~puppet.jaw], ears)
    base = skin[skin[:, 1] < skin[:, 1].min() + _BASE_REACH]
    foot = 0.5 * (base.min(axis=0) + base.max(axis=0))
    monitor.report(0.3, "Solving for the weights of the neck")
    head = head_share(puppet.skin, known | (jaw >= _FIRM))
    weights = np.column_stack([(1.0 - jaw) * (1.0 - head), (1.0 - jaw) * head, jaw])
    joints = (Joint(NECK, foot), Joint(HEAD, atlas, 0), Joint(JAW, hinge, 1))
    return Rig(joints, weights)


def head_share(skin: Mesh, firm: BoolArray) -> FloatArray:
    """Return how far the skin goes with the head rather than with the neck.

    Parameters
    ----------
    skin : Mesh
        At rest, head frame, mm.
    firm : (n,) bool
        Skin that lies on bone.

    Returns
    -------
    (n,) float64
        One on bone, zero at the neck's lower end, with no crease at either.
    """
    level = skin.vertices[:, 1]
    still = level < level.min() + _BASE_BAND
    fixed = still | firm
    value = np.where(still, 0.0, 1.0)
    # Negative semi-definite: minus the gradient's energy.
    stiffness = -csc_matrix(igl.cotmatrix(skin.vertices, skin.faces))
    free = np.flatnonzero(~fixed)
    if not len(free):
        return value
    rows = stiffness[free]
    matrix = rows[:, free] + _LOOSE * identity(len(free), format="csc")
    right = _LOOSE - rows[:, np.flatnonzero(fixed)] @ value[fixed]
    share = value.copy()
    share[free] = np.clip(spsolve(matrix.tocsc(), right), 0.0, 1.0)
    return np.clip(quintic_step(share), 0.0, 1.0)


def _underside(cranium: FloatArray, ears: FloatArray) -> FloatArray:
    """Return the point of the skull's underside beneath the middle of the ears, on the midline."""
    near = np.linalg.norm((cranium - ears)[:, [0, 2]], axis=1) < _UNDER_SKULL
    lowest = float(cranium[near, 1].min()) if near.any() else float(ears[1])
    return np.array([ears[0], lowest, ears[2]])
