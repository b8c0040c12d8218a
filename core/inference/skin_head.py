"""The head while torch is still loading: moves the template by codes, and nothing else."""

from typing import TYPE_CHECKING

import numpy as np

from core.arrays import FloatArray
from core.bundles.skin_bundle import SkinBundle
from core.document.state import BundleReference, FaceState
from core.geometry.mesh import Mesh
from core.geometry.template import PARTS
from core.inference.bone_moves import known_bones
from core.inference.head_basis import HeadBasis

if TYPE_CHECKING:
    from core.bundles.bundle import Bundle


def mean_state(bundle: "Bundle | SkinBundle") -> FaceState:
    """Return the document of the mean head.

    Parameters
    ----------
    bundle : Bundle or SkinBundle
        The models.

    Returns
    -------
    FaceState
        All codes zero, neutral.
    """
    sizes = bundle.statistics.code_sizes
    return FaceState(
        bundle=BundleReference(bundle.id, bundle.sha256),
        codes={part: (0.0,) * sizes[part] for part in PARTS},
        expression=(0.0,) * len(bundle.manifest.expression_names),
    )


class SkinHead:
    """The skin of one bundle's heads at the template's vertices.

    Parameters
    ----------
    bundle : SkinBundle
        Template, trunk and statistics.

    Attributes
    ----------
    fitter : HeadBasis
        How the vertices move; `core.inference.head.HeadModel` goes on with the same.
    """

    def __init__(self, bundle: SkinBundle) -> None:
        self.bundle = bundle
        self.fitter = HeadBasis(bundle)

    @property
    def expression_names(self) -> tuple[str, ...]:
        """The expressions that a document's weights belong to."""
        return self.bundle.manifest.expression_names

    @property
    def bones(self) -> tuple[str, ...]:
        """Controls of bone for which the template has the landmarks."""
        return known_bones(self.bundle.template)

    @property
    def builds(self) -> bool:
        """Whether the models know how body mass goes with thickness."""
        return self.bundle.template.tissue is not None

    def mean_state(self) -> FaceState:
        """Return the document of the mean head."""
        return mean_state(self.bundle)

    def prepare(self) -> None:
        """Find what the first head that is not the mean would have to wait for."""
        _ = self.fitter.moves

    def shows(self, state: FaceState) -> bool:
        """Return whether codes, size and expression are all that a document has of a shape.

        Parameters
        ----------
        state : FaceState
            The document.
        """
        return state.scan is None and not state.one_sided and not state.has_anatomy_edits

    def landmarks(self, state: FaceState) -> dict[str, FloatArray]:
        """Return the named landmarks of a head: what `HeadModel.landmarks` returns.

        Parameters
        ----------
        state : FaceState
            One that it `shows`.

        Returns
        -------
        dict of str to (3,) float64
            mm, head frame.
        """
        vertices = self.skin_preview(state).vertices
        return {name: vertices[at] for name, at in self.bundle.template.landmarks.items()}

    def skin_preview(self, state: FaceState) -> Mesh:
        """Return the template's triangles on a head: what `HeadModel.skin_preview` returns.

        Parameters
        ----------
        state : FaceState
            One that it `shows`.

        Returns
        -------
        Mesh
            mm, head frame.
        """
        joined = self.bundle.statistics.join(state.codes)
        vertices = self.fitter.surface(joined, state.size, np.array(state.expression))
        return self.bundle.template.skin.with_vertices(vertices)
