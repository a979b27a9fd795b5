#!/usr/bin/env bash
# Expected: A service type that python-zeroconf finds on the network is one that it registers too.
# Happens: zeroconf 0.154.0 browses and resolves `_wahoo-fitness-tnp._tcp.local.`, the type under which
#   trainers offer GATT over TCP (DIRCON), and refuses to register it:
#   BadTypeInNameException, since 17 characters are more than the 15 of RFC 6335. `strict=False` of
#   register_service lets it through.
# Matters: A program that shows its treadmill to Zwift and others has no choice of the name. Tested against
#   a name of one's own, all is well; with the one that every client asks for, start-up fails.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check zeroconf==0.154.0
"$folder/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version
from threading import Event

from zeroconf import BadTypeInNameException, ServiceBrowser, ServiceInfo, Zeroconf

print("zeroconf", version("zeroconf"))
KIND = "_wahoo-fitness-tnp._tcp.local."
NAME = f"Belt.{KIND}"
service = ServiceInfo(KIND, NAME, addresses=[bytes((127, 0, 0, 1))], port=36866)
seen = Event()
with Zeroconf(interfaces=["127.0.0.1"]) as network:
    try:
        network.register_service(service)
    except BadTypeInNameException as refusal:
        print("register_service:", refusal)
    else:
        raise SystemExit("registered without a word: the behaviour has changed")
    network.register_service(service, strict=False)
    ServiceBrowser(network, KIND, handlers=[lambda **found: seen.set()])
    assert seen.wait(10), "the browser finds it"
    found = network.get_service_info(KIND, NAME)
    assert found is not None and found.port == 36866
    print("ServiceBrowser finds and resolves", found.name)
PYTHON
