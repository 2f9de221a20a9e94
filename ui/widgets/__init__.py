"""Small controls that know nothing of photos or documents."""
