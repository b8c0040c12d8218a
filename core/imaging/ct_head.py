"""From a CT volume to the surfaces of one head: the facade that commands and dialogs use.

Two steps, because the skin comes first: it is fitted like any scan, and the skull that the fit
makes likely then tells where cranium and mandible part.
"""

from dataclasses import dataclass

import numpy as np

from core.arrays import IntArray
from core.errors import ScanError
from core.geometry.mesh import Mesh
from core.imaging.bone import Bone, find_bone
from core.imaging.head_mask import HeadMask, find_head
from core.imaging.parting import CRANIUM, MANDIBLE, LikelySkull, part_bone
from core.imaging.surfaces import SKULL_FACES, bone_surface, fewer_faces, skin_surface
from core.imaging.thresholds import Thresholds, find_thresholds
from core.imaging.volume import CtVolume
from core.monitor import Monitor

LEAST_HEADREST = 1.0
"""Removed volume that is worth telling, cm3."""


@dataclass(frozen=True, eq=False)
class CtHead:
    """A head in a CT volume.

    Attributes
    ----------
    volume : CtVolume
        The values.
    thresholds : Thresholds
        Of this volume.
    mask : HeadMask
        What belongs to the head.
    bone : Bone
        Its bone.
    skin : Mesh
        The outer skin in the volume's axes, mm.
    notes : tuple of str
        Sentences for the user.
    """

    volume: CtVolume
    thresholds: Thresholds
    mask: HeadMask
    bone: Bone
    skin: Mesh
    notes: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class CtSkull:
    """The skull of a CT volume.

    Attributes
    ----------
    mesh : Mesh
        In the volume's axes, mm, with inner surfaces.
    labels : (n,) int64
        Per vertex the index into `core.geometry.template.SKULL_LABELS`: cranium or mandible, each
        with its teeth.
    parted : bool
        Whether the mandible could be told from the cranium.
    contact : float
        Area over which they were cut apart, mm2.
    notes : tuple of str
        Sentences for the user.
    """

    mesh: Mesh
    labels: IntArray
    parted: bool
    contact: float
    notes: tuple[str, ...]


def find_ct_head(
    volume: CtVolume,
    monitor: Monitor | None = None,
    *,
    skin_from: float | None = None,
    bone_from: float | None = None,
) -> CtHead:
    """Find the head in a volume and extract its skin.

    Parameters
    ----------
    volume : CtVolume
        From `core.imaging.reading.read_ct`.
    monitor : Monitor, optional
        Progress and cancellation.
    skin_from, bone_from : float, optional
        Where skin and bone begin, HU; by default as `find_thresholds` finds.

    Returns
    -------
    CtHead
        With skin; its skull comes from `ct_skull`.

    Raises
    ------
    ScanError
        When the volume shows no head in Hounsfield units.
    CancelledError
        When the monitor was cancelled.
    """
    monitor = monitor or Monitor()
    monitor.report(0.0, "finding air, tissue and bone")
    thresholds = find_thresholds(volume).asked(skin_from, bone_from)
    mask = find_head(volume, thresholds, monitor.part(0.05, 0.65))
    bone = find_bone(volume, thresholds, mask, monitor.part(0.65, 0.85))
    monitor.report(0.85, "extracting the skin")
    skin = skin_surface(volume, thresholds, mask)
    if skin.face_count == 0:
        raise ScanError("The volume shows no skin: choose the series that shows the head.")
    monitor.report(1.0, "skin extracted")
    notes = [*volume.notes]
    notes.append(
        f"Skin was taken from {thresholds.skin:.0f} HU, bone from {thresholds.bone:.0f} HU; the "
        f"volume's own air is at {thresholds.air:.0f} HU, its soft tissue at "
        f"{thresholds.tissue:.0f} HU."
    )
    if mask.removed > LEAST_HEADREST:
        notes.append(f"A headrest or the like of {mask.removed:.0f} cm3 was removed.")
    if bone.metal > 0.0:
        notes.append(
            f"There is metal ({bone.metal:.0f} mm3): its streaks were damped, teeth near it are "
            "uncertain."
        )
    return CtHead(volume, thresholds, mask, bone, skin, tuple(notes))


def ct_skull(
    head: CtHead, likely: LikelySkull | None = None, monitor: Monitor | None = None
) -> CtSkull:
    """Extract the skull of a head, without neck and hyoid where they can be told.

    Parameters
    ----------
    head : CtHead
        From `find_ct_head`.
    likely : LikelySkull, optional
        Skull inferred from the fitted skin; it tells where the mandible is.
    monitor : Monitor, optional
        Progress and cancellation.

    Returns
    -------
    CtSkull
        Cranium and mandible.

    Raises
    ------
    ScanError
        When there is no bone.
    CancelledError
        When the monitor was cancelled.
    """
    monitor = monitor or Monitor()
    parted = part_bone(head.bone, head.volume, likely, monitor.part(0.0, 0.6))
    monitor.report(0.6, "extracting the skull")
    surfaces = [
        bone_surface(head.volume, head.thresholds, head.bone, parted, part)
        for part in (CRANIUM, MANDIBLE)
    ]
    total = sum(surface.face_count for surface in surfaces)
    if total == 0:
        raise ScanError("The volume shows no bone: choose the series that shows the skull.")
    light = [
        fewer_faces(surface, max(1, SKULL_FACES * surface.face_count // total))
        for surface in surfaces
    ]
    monitor.report(1.0, "skull extracted")
    vertices = np.concatenate([surface.vertices for surface in light])
    faces = np.concatenate([light[0].faces, light[1].faces + light[0].vertex_count])
    labels = np.repeat([0, 1], [surface.vertex_count for surface in light])
    is_parted = parted.method != "none"
    note = (
        f"Cranium and mandible touch over {parted.contact:.0f} mm2; they were cut apart there."
        if is_parted
        else "The mandible could not be told from the cranium, because they touch or the CT ends "
        "above it: all bone is one piece."
    )
    return CtSkull(
        Mesh(vertices, faces), labels.astype(np.int64), is_parted, parted.contact, (note,)
    )
