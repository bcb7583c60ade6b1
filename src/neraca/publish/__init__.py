"""Writes the account for people and for programs: the dossier and the exports."""
