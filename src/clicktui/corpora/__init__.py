"""The user's own corpora: folders of cleaned texts with their catalogues, made from her files."""
