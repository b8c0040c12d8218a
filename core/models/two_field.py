"""The two-field model: one field takes the expression off, another the person.

After Zheng et al., "ImFace: A Nonlinear 3D Morphable Face Model with Implicit Neural
Representations", CVPR 2022: two chained deformations with local fields around landmarks, written by
hyper-networks from an expression code and an identity code, and one signed distance. It is the
cascade with one identity stage in the place of four parts, so a part cannot be held.
"""

from core.models.cascade import ChainConfig

TWO_FIELD_STAGES = ("expression", "identity")
"""In the order in which they deform."""


def two_field_config(hidden: int = 320, width: int = 16) -> ChainConfig:
    """Return the sizes of the model, about as large as the cascade.

    Parameters
    ----------
    hidden : int
        Hidden units of the identity's hyper-network; the expression's has 106.
    width : int
        Width of the local fields of both.

    Returns
    -------
    ChainConfig
        Stages ``expression`` and ``identity``.
    """
    sizes = {"expression": 53, "identity": 244}
    return ChainConfig(
        code_sizes=sizes,
        hidden=min(hidden, 2 * sizes["expression"]),
        width=width,
        last_hidden=hidden,
        last_width=width,
    )
