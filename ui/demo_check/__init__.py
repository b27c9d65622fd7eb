"""The main job done through the real windows, each step verified: `--check` of the demo."""
