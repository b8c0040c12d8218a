"""Nasion's science, without a window: geometry, models, fitting, extraction, anatomy."""
