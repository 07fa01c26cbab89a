from corpora_samples import desk

__all__ = ["desk"]
