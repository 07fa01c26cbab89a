"""The codes pane: passages by what they speak of, why, and what the user decides."""
