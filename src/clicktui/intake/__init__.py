"""Files of a user, of many kinds, become lines of text and what the files say of themselves."""
