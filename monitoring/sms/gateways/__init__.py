"""The gateways themselves: the only modules of the engine that talk to the net."""
