"""The corpus that ships with clicktui, read once for all tests that only read in it."""

from functools import cache

from clicktui.corpus.corpus import shipped_corpus as read_shipped_corpus

shipped_corpus = cache(read_shipped_corpus)
