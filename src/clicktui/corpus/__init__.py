"""Source files and their catalogue become works, paragraphs and passages."""
