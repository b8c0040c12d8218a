"""What the ways of fitting photographs, and of seeing a face in them, are called."""

from app.translation import mark

ROLES = (
    ("front", mark("From the front")),
    ("left", mark("From its left side")),
    ("right", mark("From its right side")),
)
"""By `core.document.photo_source.ROLES`."""
METHODS = {
    "morphable": mark("68 landmarks alone"),
    "detail": mark("Landmarks, shading and wrinkles"),
    "hybrid": mark("Landmarks and shading"),
}
"""By `core.inference.photo_head.PhotoMethod`."""
