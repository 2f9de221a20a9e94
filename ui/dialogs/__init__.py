"""Windows that ask or tell: the command palette, questions, help."""
