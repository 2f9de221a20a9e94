"""The latent studio: exploring what a generator can paint, and bringing it into a photo."""
