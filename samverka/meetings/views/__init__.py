"""Pages of meetings: preparing, being there, leading, minutes, the register."""
