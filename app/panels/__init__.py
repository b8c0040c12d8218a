"""Docks of the studio: left ones change the face, right ones only look at it."""
