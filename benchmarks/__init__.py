"""Speed, scale and the proof of both: ``python -m benchmarks`` measures every goal with a bound, side by side with peers."""
