"""What stands around the canvas: tools, options, fill, candidates, patches, status, start page."""
