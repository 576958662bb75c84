"""The manager's pages: films, halls, shows, prices."""
