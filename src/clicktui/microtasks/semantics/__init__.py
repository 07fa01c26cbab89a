"""Codes and likeness by meaning: the extra ``clicktui[semantic]``. The cues do without it."""
