"""The canvas: draws a document, carries the tools, and knows nothing of the panels."""
