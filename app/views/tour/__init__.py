"""The guided sale, and the hands that play it."""
