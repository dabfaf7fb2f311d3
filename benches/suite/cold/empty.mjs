// Measures Node alone.
