"""Bridges: from an old result to a new one through the figures that changed, one after another, adding up exactly."""

from utenfor_core.bridge.alterations import Change
from utenfor_core.bridge.building import RESULTS, Bridge, BridgeStep, Stored, bridge_between
from utenfor_core.bridge.stored import frame_as_stored

__all__ = ["RESULTS", "Bridge", "BridgeStep", "Change", "Stored", "bridge_between", "frame_as_stored"]
