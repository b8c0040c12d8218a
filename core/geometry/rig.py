"""A skeleton with skin weights, and how it stands in a glTF file.

Joints are turned as the head frame is, so that a joint's x axis is the subject's left: the jaw
opens by a positive turn about x. Clause numbers are those of the glTF 2.0 specification.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from core.arrays import FloatArray
from core.geometry.gltf_builder import GltfBuilder
from core.geometry.gltf_surface import METRES_PER_MM
from core.geometry.transforms import Similarity

MOST_INFLUENCES = 4
"""Joints that move one vertex: a set of glTF holds four (3.7.3.3)."""


@dataclass(frozen=True, eq=False)
class Joint:
    """One joint of a skeleton.

    Attributes
    ----------
    name : str
        As other programs find it.
    place : (3,) float64
        At rest, head frame, mm.
    parent : int
        Place of the joint that carries it, which comes before it; -1 for the root.
    """

    name: str
    place: FloatArray
    parent: int = -1


@dataclass(frozen=True, eq=False)
class Rig:
    """A skeleton and how the skin hangs on it.

    Attributes
    ----------
    joints : tuple of Joint
        The root first.
    weights : (N_skin, J) float64
        Of every joint for every vertex of the skin; rows sum to one.
    """

    joints: tuple[Joint, ...]
    weights: FloatArray

    def place_of(self, name: str) -> int:
        """Return where a joint stands among the joints.

        Parameters
        ----------
        name : str
            Of the joint.

        Returns
        -------
        int
            From zero.
        """
        return [joint.name for joint in self.joints].index(name)

    def posed(self, rest: FloatArray, turns: dict[str, FloatArray]) -> FloatArray:
        """Return the skin with joints turned: linear blend skinning.

        Parameters
        ----------
        rest : (N_skin, 3) float64
            At rest, mm.
        turns : dict of str to (3, 3) float64
            Rotation about a joint by its name; the others stand as they are.

        Returns
        -------
        (N_skin, 3) float64
            mm.
        """
        motions: list[Similarity] = []
        for joint in self.joints:
            turn = turns.get(joint.name, np.eye(3))
            own = Similarity(1.0, turn, joint.place - turn @ joint.place)
            motions.append(own if joint.parent < 0 else motions[joint.parent].after(own))
        moved = np.stack([motion.apply(rest) for motion in motions], axis=1)
        skin: FloatArray = np.einsum("nj,njd->nd", self.weights, moved)
        return skin


def add_skeleton(builder: GltfBuilder, rig: Rig, first_node: int) -> list[dict[str, Any]]:
    """Add a skin to a file and return the nodes of its joints.

    Parameters
    ----------
    builder : GltfBuilder
        Gets the numbers and the description of the skin.
    rig : Rig
        What to write.
    first_node : int
        Place of the root among the file's nodes; the others follow.

    Returns
    -------
    list of dict
        One node a joint, in metres.
    """
    nodes: list[dict[str, Any]] = []
    for at, joint in enumerate(rig.joints):
        carrier = np.zeros(3) if joint.parent < 0 else rig.joints[joint.parent].place
        away = (joint.place - carrier) * METRES_PER_MM
        nodes.append({"name": joint.name, "translation": [float(one) for one in away]})
        children = [first_node + i for i, one in enumerate(rig.joints) if one.parent == at]
        if children:
            nodes[-1]["children"] = children
    inverse = np.tile(np.eye(4), (len(rig.joints), 1, 1))
    inverse[:, :3, 3] = [-joint.place * METRES_PER_MM for joint in rig.joints]
    # Matrices stand column by column (3.6.2.4).
    binding = builder.floats(inverse.transpose(0, 2, 1).reshape(-1, 16))
    builder.description["skins"] = [
        {
            "name": "rig",
            "skeleton": first_node,
            "joints": list(range(first_node, first_node + len(rig.joints))),
            "inverseBindMatrices": binding,
        }
    ]
    return nodes


def bound(builder: GltfBuilder, weights: FloatArray) -> dict[str, int]:
    """Add the weights of a surface's vertices and return its attributes.

    Parameters
    ----------
    builder : GltfBuilder
        Gets the numbers.
    weights : (n, J) float64
        Of every joint; the four largest of a vertex are kept.

    Returns
    -------
    dict
        ``JOINTS_0`` and ``WEIGHTS_0``.
    """
    joints, shares = influences(weights)
    return {"JOINTS_0": builder.bytes4(joints), "WEIGHTS_0": builder.vertex_floats(shares)}


def influences(weights: FloatArray) -> tuple[npt.NDArray[np.uint8], FloatArray]:
    """Return the joints that move each vertex most, and how much.

    Parameters
    ----------
    weights : (n, J) float64
        Of every joint.

    Returns
    -------
    joints : (n, 4) uint8
        Zero where the weight is zero (3.7.3.3).
    shares : (n, 4) float64
        Sum to one, the largest first.
    """
    padded = np.zeros((len(weights), max(weights.shape[1], MOST_INFLUENCES)))
    padded[:, : weights.shape[1]] = weights
    order = np.argsort(-padded, axis=1, kind="stable")[:, :MOST_INFLUENCES]
    shares = np.take_along_axis(padded, order, axis=1)
    shares = shares / shares.sum(axis=1, keepdims=True)
    return np.where(shares > 0.0, order, 0).astype(np.uint8), shares
