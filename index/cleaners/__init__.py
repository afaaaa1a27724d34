"""The parts of cleaning, each a pure function over text: repairs, what to cut, and what the article says of itself."""
