"""Passages become an index, and what is typed becomes ranked hits with exact highlights."""
