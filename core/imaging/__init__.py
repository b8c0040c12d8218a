"""Computed tomography in: series of slices to the skin and skull of the person they show."""
