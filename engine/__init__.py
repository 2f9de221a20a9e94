"""The engine: photos, masks, fills and models. It never imports Qt."""
