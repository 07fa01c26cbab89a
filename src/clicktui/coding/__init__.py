"""What people decide about codes, on passages, sentences and words: kept for good."""
