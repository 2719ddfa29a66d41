"""Writes a repository with python-tuf: root rotated once, all kinds of keys, delegations by path, by digest prefix and by hash bins.

usage: write_repository.py FOLDER    (FOLDER/metadata and FOLDER/targets are made)
"""
import hashlib
import os
import sys
from datetime import datetime, timezone
from urllib.parse import quote

from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import (
    DelegatedRole, Delegations, Metadata, MetaFile, Root, Snapshot, SuccinctRoles, TargetFile, Targets, Timestamp,
)

EXPIRY = datetime(2040, 1, 1, tzinfo=timezone.utc)
folder = sys.argv[1]
for name in ("metadata", "targets"):
    os.makedirs(os.path.join(folder, name), exist_ok=True)

signers = {
    "root": [CryptoSigner.generate_ed25519(), CryptoSigner.generate_ecdsa(), CryptoSigner.generate_rsa()],
    "targets": [CryptoSigner.generate_rsa()],
    "snapshot": [CryptoSigner.generate_ecdsa()],
    "timestamp": [CryptoSigner.generate_ed25519()],
}


def write(name, version, signed, keys):
    metadata = Metadata(signed)
    for key in keys:
        metadata.sign(key, append=True)
    prefix = "" if version is None else f"{version}."
    metadata.to_file(os.path.join(folder, "metadata", f"{prefix}{quote(name, '')}.json"))


def target(path, text):
    data = text.encode()
    head, _, tail = path.rpartition("/")
    digest = hashlib.sha256(data).hexdigest()
    place = os.path.join(folder, "targets", head, f"{digest}.{tail}")
    os.makedirs(os.path.dirname(place), exist_ok=True)
    with open(place, "wb") as file:
        file.write(data)
    info = TargetFile.from_data(path, data, ["sha256", "sha512"])
    info.unrecognized_fields["custom"] = {"größe": 12345678901234567890, "note": "line\nline \u0001 \U0001f600 e\u0301"}
    return info


root = Root(expires=EXPIRY, consistent_snapshot=True)
for role, keys in signers.items():
    for key in keys:
        root.add_key(key.public_key, role)
root.roles["root"].threshold = 2
root.unrecognized_fields["x-note"] = {"e\u0301": 1, "\u00e9": 2}
write("root", 1, root, signers["root"])
replaced = signers["root"][0]
signers["root"][0] = CryptoSigner.generate_ed25519()
root.revoke_key(replaced.public_key.keyid, "root")
root.add_key(signers["root"][0].public_key, "root")
root.version = 2
write("root", 2, root, [replaced, *signers["root"]])

targets = Targets(expires=EXPIRY)
targets.targets["top.txt"] = target("top.txt", "top")
targets.delegations = Delegations({}, {})
snapshot = Snapshot(expires=EXPIRY)
scopes = {
    "stable": {"paths": ["stable/*"]},
    "by digest": {"path_hash_prefixes": [hashlib.sha256(b"digest/a").hexdigest()[:5]]},
    "../bins": {"paths": ["bins/*"]},
}
inner = {"stable": ["stable/a b"], "by digest": ["digest/a"], "../bins": []}
for name, scope in scopes.items():
    signer = CryptoSigner.generate_ecdsa()
    targets.delegations.roles[name] = DelegatedRole(name, [], 1, False, **scope)
    targets.add_key(signer.public_key, name)
    content = Targets(expires=EXPIRY)
    for path in inner[name]:
        content.targets[path] = target(path, path)
    if name == "../bins":
        bin_signer = CryptoSigner.generate_ed25519()
        bins = SuccinctRoles([], 1, 3, "bin")
        content.delegations = Delegations({}, None, bins)
        content.add_key(bin_signer.public_key)
        for bin_name in bins.get_roles():
            bin_content = Targets(expires=EXPIRY)
            if bins.get_role_for_target("bins/x") == bin_name:
                bin_content.targets["bins/x"] = target("bins/x", "bins/x")
            write(bin_name, 1, bin_content, [bin_signer])
            snapshot.meta[f"{bin_name}.json"] = MetaFile(1)
    write(name, 1, content, [signer])
    snapshot.meta[f"{name}.json"] = MetaFile(1)
write("targets", 1, targets, signers["targets"])
with open(os.path.join(folder, "metadata", "1.targets.json"), "rb") as file:
    snapshot.meta["targets.json"] = MetaFile.from_data(1, file.read(), ["sha256", "sha512"])
write("snapshot", 1, snapshot, signers["snapshot"])
write("timestamp", None, Timestamp(expires=EXPIRY), signers["timestamp"])
