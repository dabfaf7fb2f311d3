// Node itself, nothing else.
