"""The JSON-LD contexts of a credential, as files; see README.md for where they come from."""
