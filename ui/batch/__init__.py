"""The batch window: a folder of photos, looked over and then filled."""
