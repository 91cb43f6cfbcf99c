"""Ways out, against real servers on this machine."""
