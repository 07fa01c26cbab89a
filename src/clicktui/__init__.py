"""clicktui: find, read and cite what people say about the click-work behind AI."""

__version__ = "0.1.0"
