"""Messages to customers: their texts, how a letter is built, and who carries it."""
