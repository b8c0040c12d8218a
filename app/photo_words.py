"""What the ways of fitting photographs, and of seeing a face in them, are called."""

from app.translation import mark

ROLES = (
    ("front", mark("From the front")),
    ("left", mark("From its left side")),
    ("right", mark("From its right side")),
)
"""By `core.document.photo_source.ROLES`."""
METHODS = {
    "morphable": mark("Landmarks alone"),
    "detail": mark("Coarse shape, then detail"),
    "hybrid": mark("Landmarks and shading together"),
}
"""By `core.inference.photo_head.PhotoMethod`."""
