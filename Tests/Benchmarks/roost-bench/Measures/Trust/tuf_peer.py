"""python-tuf as the peer of `roost-bench tuf`.

usage: tuf_peer.py write targets|bins COUNT FOLDER     a repository with COUNT targets in one role, or COUNT hash bins with a target each
       tuf_peer.py ask METADATA_URL TARGETS_URL ROOT STORE TARGET     prints milliseconds until the target is verified and here
"""
import hashlib
import os
import sys
import time
from datetime import datetime, timezone

EXPIRY = datetime(2040, 1, 1, tzinfo=timezone.utc)


def write(kind, count, folder):
    from securesystemslib.signer import CryptoSigner
    from tuf.api.metadata import Delegations, Metadata, MetaFile, Root, Snapshot, SuccinctRoles, TargetFile, Targets, Timestamp

    metadata_folder, targets_folder = (os.path.join(folder, name) for name in ("metadata", "targets"))
    os.makedirs(metadata_folder)
    os.makedirs(targets_folder)
    signers = {role: CryptoSigner.generate_ed25519() for role in ("root", "targets", "snapshot", "timestamp", "bins")}

    def put(name, signed, role):
        metadata = Metadata(signed)
        metadata.sign(signers[role])
        metadata.to_file(os.path.join(metadata_folder, name))

    def target(name):
        data = name.encode()
        path = os.path.join(targets_folder, f"{hashlib.sha256(data).hexdigest()}.{name}")
        with open(path, "wb") as file:
            file.write(data)
        return TargetFile.from_data(name, data, ["sha256"])

    root = Root(expires=EXPIRY, consistent_snapshot=True)
    for role in ("root", "targets", "snapshot", "timestamp"):
        root.add_key(signers[role].public_key, role)
    put("1.root.json", root, "root")
    targets, snapshot = Targets(expires=EXPIRY), Snapshot(expires=EXPIRY)
    names = [f"file{number}" for number in range(count)]
    if kind == "targets":
        targets.targets = {name: target(name) for name in names}
    else:
        bins = SuccinctRoles([], 1, (count - 1).bit_length(), "bin")
        targets.delegations = Delegations({}, None, bins)
        targets.add_key(signers["bins"].public_key)
        contents = {name: Targets(expires=EXPIRY) for name in bins.get_roles()}
        for name in names:
            contents[bins.get_role_for_target(name)].targets[name] = target(name)
        for name, content in contents.items():
            put(f"1.{name}.json", content, "bins")
            snapshot.meta[f"{name}.json"] = MetaFile(1)
    put("1.targets.json", targets, "targets")
    put("1.snapshot.json", snapshot, "snapshot")
    put("timestamp.json", Timestamp(expires=EXPIRY), "timestamp")


def ask(metadata_url, targets_url, root, store, name):
    from tuf.ngclient import Updater

    os.makedirs(store, exist_ok=True)
    with open(root, "rb") as file:
        bootstrap = file.read()
    began = time.perf_counter()
    updater = Updater(store, metadata_url, store, targets_url, bootstrap=bootstrap)
    updater.refresh()
    info = updater.get_targetinfo(name)
    if updater.find_cached_target(info) is None:
        updater.download_target(info)
    print((time.perf_counter() - began) * 1000)


if sys.argv[1] == "write":
    write(sys.argv[2], int(sys.argv[3]), sys.argv[4])
else:
    ask(*sys.argv[2:])
