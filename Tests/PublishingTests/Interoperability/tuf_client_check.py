"""Uses a repository as any Python program would, with the stock python-tuf client over HTTP, and says what it got.

usage: tuf_client_check.py REPOSITORY ROOT CACHE TARGET...

REPOSITORY is served from a free port for the time. CACHE is the client's own folder: a second run goes on from there, and ROOT is
believed in the first one only. For each TARGET: its path, its length, its SHA-256, and its custom member as JSON.
"""

import functools
import hashlib
import http.server
import json
import os
import sys
import threading

from tuf.ngclient import Updater


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *words):
        pass


def main(repository, root, cache, *targets):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=repository))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_address[1]}"
    is_first = not os.path.isdir(cache)
    os.makedirs(cache + "/targets", exist_ok=True)
    with open(root, "rb") as file:
        bootstrap = file.read() if is_first else None
    updater = Updater(cache, f"{url}/metadata/", cache + "/targets", f"{url}/targets/", bootstrap=bootstrap)
    updater.refresh()
    for target in targets:
        info = updater.get_targetinfo(target)
        if info is None:
            print(target, "unknown")
            continue
        with open(updater.download_target(info), "rb") as file:
            content = file.read()
        print(target, len(content), hashlib.sha256(content).hexdigest(), json.dumps(info.custom, sort_keys=True))


main(*sys.argv[1:])
