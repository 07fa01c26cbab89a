"""Bibliography files of other programs, read into CSL-JSON items."""
