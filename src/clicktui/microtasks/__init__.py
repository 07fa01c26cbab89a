"""Codes on passages: codebooks, the cues that speak for a code, and what they find."""
