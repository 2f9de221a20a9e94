"""The keys of the commands: which they are, how a person changes them, and files of them to share."""
