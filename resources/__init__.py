"""Data that ships with Nasion; `core.resources.resource_path` finds it."""
