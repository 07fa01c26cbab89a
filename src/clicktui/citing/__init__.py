"""From a quote and its work to the citation that is pasted."""
