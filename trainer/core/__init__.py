"""Pure values and functions of the trade: no I/O, no clock, no threads, no arrays."""
