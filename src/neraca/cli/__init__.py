"""The command line: speaks to people and to scripts; everything it does is a use case of the service."""
