"""The web app: the same account in a browser, in two languages."""
