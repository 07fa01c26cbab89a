"""Boards as YAML: written, read back, mirrored."""
