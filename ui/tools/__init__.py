"""One small class per tool; tools change a document only through its methods."""
