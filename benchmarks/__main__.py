"""Runs the benchmarks whose data are there and prints their figures."""

from __future__ import annotations

from benchmarks import speed


def main() -> None:
    speed.main([])


if __name__ == "__main__":
    main()
