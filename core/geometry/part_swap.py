"""Puts a part of one head into another, in one of two ways.

The smooth swap weighs both heads by the part's window, so that the surface stays smooth. The affine
swap is the paper's (Gu and Pears, "Parts-based Implicit 3D Face Modeling", VISAPP 2024): the part
of the donor is fitted to the receiver along its border by an affine map and put in; it leaves
seams.
"""

import numpy as np

from core.arrays import BoolArray, FloatArray, IntArray


def smooth_swap(receiver: FloatArray, donor: FloatArray, weight: FloatArray) -> FloatArray:
    """Put a donor's part on a receiver, weighed by the part's window.

    Parameters
    ----------
    receiver, donor : (n, 3) float64
        Vertices in one topology and frame, mm.
    weight : (n,) float64
        The part's window: one inside, zero outside.

    Returns
    -------
    (n, 3) float64
        mm; the donor's vertices where the window is one, the receiver's where it is zero.
    """
    return receiver + weight[:, None] * (donor - receiver)


def affine_swap(
    receiver: FloatArray, donor: FloatArray, inside: BoolArray, faces: IntArray
) -> FloatArray:
    """Put a donor's part on a receiver after an affine fit along the part's border.

    Parameters
    ----------
    receiver, donor : (n, 3) float64
        Vertices in one topology and frame, mm.
    inside : (n,) bool
        The part's vertices.
    faces : (m, 3) int64
        Triangles.

    Returns
    -------
    (n, 3) float64
        mm; the receiver's own vertices outside the part.

    Raises
    ------
    ValueError
        When fewer than four vertices lie on the border.
    """
    border = border_vertices(inside, faces)
    if len(border) < 4:
        raise ValueError("an affine map needs a border of at least four vertices")
    system = np.column_stack([donor[border], np.ones(len(border))])
    solution, *_ = np.linalg.lstsq(system, receiver[border], rcond=None)
    result = receiver.copy()
    result[inside] = np.column_stack([donor[inside], np.ones(inside.sum())]) @ solution
    return result


def border_vertices(inside: BoolArray, faces: IntArray) -> IntArray:
    """Return the vertices inside a part that share a triangle with one outside.

    Parameters
    ----------
    inside : (n,) bool
        The part's vertices.
    faces : (m, 3) int64
        Triangles.

    Returns
    -------
    (k,) int64
        In rising order.
    """
    share = inside[faces]
    mixed = share.any(axis=1) & ~share.all(axis=1)
    corners = np.unique(faces[mixed])
    border: IntArray = corners[inside[corners]]
    return border
