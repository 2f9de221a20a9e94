"""How close a picture is to what it should be."""
