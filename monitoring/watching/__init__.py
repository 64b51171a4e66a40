"""The watch itself: what is known of all cases, one tick after the other, and what the screen gets of it."""
