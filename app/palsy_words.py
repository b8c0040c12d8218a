"""What people read of a palsy: poses, measures and regions, in the window and in a report."""

from app.translation import mark

POSE_NAMES = {
    "neutral": mark("Neutral"),
    "smile": mark("Smile"),
    "e": mark("[e]"),
    "u": mark("[u]"),
    "eyes_closed": mark("Eyes closed"),
    "brows_up": mark("Brows up"),
}
MEASURES = {
    "mouth_corner": mark("Corner of the mouth moves"),
    "mouth_corner_up": mark("… upward"),
    "mouth_corner_out": mark("… outward"),
    "upper_lid": mark("Upper lid moves down"),
    "brow": mark("Brow rises"),
    "mouth_corner_height": mark("Corner of the mouth over the base of the nose"),
    "eye_opening": mark("Opening of the lids"),
    "brow_height": mark("Brow over the corner of the eye"),
}
SHOWN = {
    "neutral": ("mouth_corner_height", "eye_opening", "brow_height"),
    "smile": ("mouth_corner", "mouth_corner_up", "mouth_corner_out"),
    "e": ("mouth_corner", "mouth_corner_up", "mouth_corner_out"),
    "u": ("mouth_corner", "mouth_corner_up", "mouth_corner_out"),
    "eyes_closed": ("upper_lid", "eye_opening"),
    "brows_up": ("brow", "brow_height"),
}
"""The measures that a pose is taken for; the table of figures holds all."""
REGIONS = {
    "face": mark("Face"),
    "upper": mark("Upper third"),
    "middle": mark("Middle third"),
    "lower": mark("Lower third"),
    "forehead": mark("Forehead"),
    "eyes": mark("Eyes"),
    "nose": mark("Nose"),
    "cheeks": mark("Cheeks"),
    "mouth": mark("Mouth"),
    "chin": mark("Chin"),
}
