"""Work that survives a crash, as the window sees it; files that others change while they are open."""
