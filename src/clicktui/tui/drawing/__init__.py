"""Styled runs of plain text, laid out in rows: what several widgets draw with."""
