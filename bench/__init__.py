"""Measurements of clicktui against its peers; run from the root of a checkout."""
