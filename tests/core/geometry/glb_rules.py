"""Checks a GLB file against the rules of glTF 2.0 that concern what Nasion writes.

Reads the bytes on its own, so that an error of the writer is not repeated here.
"""

import json
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

WIDTHS = {"SCALAR": 1, "VEC2": 2, "VEC3": 3, "VEC4": 4, "MAT4": 16}
TYPES = {5126: "<f4", 5125: "<u4", 5123: "<u2", 5121: "u1"}


@dataclass(frozen=True)
class Glb:
    """A file taken apart."""

    description: dict[str, Any]
    binary: bytes

    def view(self, index: int) -> bytes:
        view = self.description["bufferViews"][index]
        return self.binary[view["byteOffset"] : view["byteOffset"] + view["byteLength"]]

    def values(self, index: int) -> np.ndarray:
        accessor = self.description["accessors"][index]
        width, kind = WIDTHS[accessor["type"]], TYPES[accessor["componentType"]]
        if "bufferView" in accessor:
            values = np.frombuffer(self.view(accessor["bufferView"]), kind).reshape(-1, width)
        else:
            values = np.zeros((accessor["count"], width), kind)
        if "sparse" in accessor:
            sparse = accessor["sparse"]
            places = np.frombuffer(
                self.view(sparse["indices"]["bufferView"]),
                TYPES[sparse["indices"]["componentType"]],
            )
            assert len(places) == sparse["count"] >= 1
            assert (np.diff(places.astype(int)) > 0).all()
            assert places.max() < accessor["count"]
            values = values.copy()
            values[places] = np.frombuffer(self.view(sparse["values"]["bufferView"]), kind).reshape(
                -1, width
            )
        assert len(values) == accessor["count"]
        return values


def read_glb(path: Path) -> Glb:
    """Take a file apart, checking its container."""
    data = path.read_bytes()
    magic, version, length = struct.unpack_from("<4sII", data)
    assert (magic, version, length) == (b"glTF", 2, len(data))
    size, kind = struct.unpack_from("<I4s", data, 12)
    assert kind == b"JSON"
    assert size % 4 == 0
    start = 20 + size
    length, kind = struct.unpack_from("<I4s", data, start)
    assert kind == b"BIN\0"
    assert length % 4 == 0
    binary = data[start + 8 :]
    assert len(binary) == length
    return Glb(json.loads(data[20 : 20 + size]), binary)


def check_glb(path: Path) -> Glb:
    """Check a file against the rules and return it."""
    glb = read_glb(path)
    text = glb.description
    assert text["asset"]["version"] == "2.0"
    assert text["buffers"] == [{"byteLength": len(glb.binary)}]
    for view in text["bufferViews"]:
        assert view["byteOffset"] % 4 == 0
        assert view["byteLength"] > 0
        assert view["byteOffset"] + view["byteLength"] <= len(glb.binary)
    for index, accessor in enumerate(text["accessors"]):
        values = glb.values(index)
        assert np.isfinite(values).all()
        if "min" in accessor:
            assert accessor["min"] == [float(one) for one in values.min(axis=0)]
            assert accessor["max"] == [float(one) for one in values.max(axis=0)]
    for mesh in text["meshes"]:
        _check_mesh(glb, mesh)
    for node in text["nodes"]:
        if "skin" in node:
            _check_skin(glb, text["skins"][node["skin"]], text["meshes"][node["mesh"]])
    for animation in text.get("animations", []):
        _check_animation(glb, animation)
    assert set(text["scenes"][text["scene"]]["nodes"]) <= set(range(len(text["nodes"])))
    return glb


def _check_skin(glb: Glb, skin: dict[str, Any], mesh: dict[str, Any]) -> None:
    nodes, joints = glb.description["nodes"], skin["joints"]
    assert skin["skeleton"] == joints[0]
    assert len(set(joints)) == len(joints) <= len(nodes)
    children = [child for joint in joints for child in nodes[joint].get("children", [])]
    assert sorted(children) == sorted(set(joints) - {joints[0]})
    assert glb.description["accessors"][skin["inverseBindMatrices"]]["type"] == "MAT4"
    matrices = glb.values(skin["inverseBindMatrices"])
    assert len(matrices) == len(joints)
    assert (matrices[:, [3, 7, 11]] == 0.0).all()
    assert (matrices[:, 15] == 1.0).all()
    for primitive in mesh["primitives"]:
        attributes = primitive["attributes"]
        places, weights = (glb.values(attributes[name]) for name in ("JOINTS_0", "WEIGHTS_0"))
        assert len(places) == len(weights) == len(glb.values(attributes["POSITION"]))
        assert places.max() < len(joints)
        assert (places[weights == 0.0] == 0).all()
        assert weights.min() >= 0.0
        np.testing.assert_allclose(weights.sum(axis=1), 1.0, atol=1e-6)


def posed(glb: Glb, turns: dict[str, np.ndarray], node: int = 0) -> np.ndarray:
    """Return the surface of a node, (n, 3) m, with joints turned by (3, 3): skinning of 3.7.3.3."""
    text, file_nodes = glb.description, glb.description["nodes"]
    skin = text["skins"][file_nodes[node]["skin"]]
    world: dict[int, np.ndarray] = {}

    def walk(index: int, carrier: np.ndarray) -> None:
        own = np.eye(4)
        own[:3, 3] = file_nodes[index]["translation"]
        own[:3, :3] = turns.get(file_nodes[index]["name"], np.eye(3))
        world[index] = carrier @ own
        for child in file_nodes[index].get("children", []):
            walk(child, world[index])

    walk(skin["skeleton"], np.eye(4))
    inverse = glb.values(skin["inverseBindMatrices"]).reshape(-1, 4, 4).transpose(0, 2, 1)
    motion = np.stack([world[joint] for joint in skin["joints"]]) @ inverse
    attributes = text["meshes"][file_nodes[node]["mesh"]]["primitives"][0]["attributes"]
    rest, places, weights = (
        glb.values(attributes[name]) for name in ("POSITION", "JOINTS_0", "WEIGHTS_0")
    )
    whole = np.column_stack([rest, np.ones(len(rest))])
    moved = np.einsum("nkij,nj->nki", motion[places], whole)
    return np.einsum("nk,nki->ni", weights, moved)[:, :3]


def _check_mesh(glb: Glb, mesh: dict[str, Any]) -> None:
    accessors, views = glb.description["accessors"], glb.description["bufferViews"]
    for primitive in mesh["primitives"]:
        assert primitive["material"] < len(glb.description["materials"])
        place = primitive["attributes"]["POSITION"]
        count = accessors[place]["count"]
        assert {"min", "max"} <= accessors[place].keys()
        normals = glb.values(primitive["attributes"]["NORMAL"])
        np.testing.assert_allclose(np.linalg.norm(normals, axis=1), 1.0, atol=1e-5)
        indices = glb.values(primitive["indices"])
        assert len(indices) % 3 == 0
        assert indices.max() < count
        assert indices.max() < np.iinfo(indices.dtype).max
        assert views[accessors[primitive["indices"]]["bufferView"]]["target"] == 34963
        for target in primitive.get("targets", []):
            assert {"min", "max"} <= accessors[target["POSITION"]].keys()
            for attribute in target.values():
                accessor = accessors[attribute]
                assert (accessor["count"], accessor["type"]) == (count, "VEC3")
                if "bufferView" in accessor:
                    assert views[accessor["bufferView"]]["target"] == 34962
        targets = len(primitive.get("targets", []))
        assert len(mesh.get("weights", [])) == targets
        names = mesh.get("extras", {}).get("targetNames", [])
        assert len(names) == len(set(names)) == targets


def _check_animation(glb: Glb, animation: dict[str, Any]) -> None:
    accessors, nodes = glb.description["accessors"], glb.description["nodes"]
    targets = set()
    for channel in animation["channels"]:
        sampler, target = animation["samplers"][channel["sampler"]], channel["target"]
        targets.add((target["node"], target["path"]))
        times = glb.values(sampler["input"])[:, 0]
        assert {"min", "max"} <= accessors[sampler["input"]].keys()
        assert times[0] >= 0.0
        assert (np.diff(times) > 0.0).all()
        output = glb.values(sampler["output"])
        each = 1
        if target["path"] == "weights":
            each = len(glb.description["meshes"][nodes[target["node"]]["mesh"]]["weights"])
        if target["path"] == "rotation":
            np.testing.assert_allclose(np.linalg.norm(output, axis=1), 1.0, atol=1e-5)
            assert ((output[1:] * output[:-1]).sum(axis=1) >= 0.0).all()
        assert len(output) == each * len(times)
    assert len(targets) == len(animation["channels"])
