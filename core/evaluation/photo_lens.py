"""What a camera does to light: exposure, blur, noise, and the losses of a compressed file."""

from io import BytesIO

import numpy as np
from PIL import Image
from scipy.ndimage import gaussian_filter

from core.arrays import FloatArray, IntArray

GAMMA = 2.2
"""Of sRGB, roughly."""


def develop(rng: np.random.Generator, linear: FloatArray, spoil: float) -> IntArray:
    """Return the picture that a camera would write.

    Parameters
    ----------
    rng : numpy.random.Generator
        Drawn from.
    linear : (h, w, 3) float64
        Linear RGB.
    spoil : float
        How much is lost, 0 to 1.

    Returns
    -------
    (h, w, 3) uint8
        sRGB.
    """
    balance = np.exp(spoil * rng.normal(0.0, 0.08, 3))
    light = np.clip(linear * balance, 0.0, 1.0)
    blur = spoil * rng.gamma(1.2, 0.5)
    if blur > 0.2:
        light = gaussian_filter(light, (blur, blur, 0.0))
    if rng.random() < 0.1 * spoil:
        light = np.broadcast_to(light.mean(axis=2, keepdims=True), light.shape)
    tone = light ** (1.0 / (GAMMA * np.exp(spoil * rng.normal(0.0, 0.12))))
    noise = spoil * rng.gamma(1.0, 0.018)
    tone = tone + noise * rng.normal(size=tone.shape)
    picture = Image.fromarray((255.0 * np.clip(tone, 0.0, 1.0)).astype(np.uint8))
    if rng.random() < 0.35 * spoil:
        small = int(picture.width * rng.uniform(0.35, 0.9))
        picture = picture.resize((small, small)).resize((picture.width, picture.height))
    if rng.random() < 0.6 * spoil:
        stream = BytesIO()
        picture.save(stream, "JPEG", quality=int(rng.uniform(30, 95)))
        picture = Image.open(stream)
    return np.asarray(picture.convert("RGB"))
