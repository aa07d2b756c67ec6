#!/usr/bin/env python3
"""Schemathesis against the served OpenAPI document: what the document says is what the service does, and it never fails.

Installs Schemathesis in an environment of its own below the target folder. The seed is fixed: the same service meets the
same requests. A fault is printed with the curl command that shows it again.

Without `--strict` one check is left out: that whatever fits the schemas is accepted. Some rules are not in the schemas,
such as that two articles may not have one id.
"""

import hashlib
import json
import os
import pathlib
import subprocess
import sys

from common import TARGET, TOP, Server, arguments

settings = arguments(
    __doc__,
    ("--examples", {"type": int, "default": 200, "help": "requests tried for each call"}),
    ("--phases", {"default": "examples,coverage,fuzzing,stateful"}),
    ("--seed", {"default": "1"}),
    ("--report", {"type": pathlib.Path, "help": "folder for a JUnit report"}),
)
# With a key, if the service knows keys: requests without it must then be refused.
KEY = "sm_" + 40 * "k"
document = json.loads(subprocess.run([settings.bin, "openapi"], stdout=subprocess.PIPE, check=True).stdout)
keys = {}
if document["components"].get("securitySchemes"):
    keys = {"STORYMERGE_API_KEYS": f"contract:{hashlib.sha256(KEY.encode()).hexdigest()}"}
tools = subprocess.run([TOP / ".ci/venv", "schemathesis", "schemathesis~=4.32.5"], stdout=subprocess.PIPE, check=True, text=True)
with Server(settings.bin, ["--permit-wait", "30s"], environment=keys) as server:
    command = [
        f"{tools.stdout.strip()}/bin/st",
        *["run", f"http://127.0.0.1:{server.port}/openapi.json"],
        *["--checks", "all", "--phases", settings.phases],
        *["--max-examples", str(settings.examples), "--seed", settings.seed, "--continue-on-failure"],
        # Without its cache of earlier findings, every run is the same.
        *["--generation-database", "none", "--workers", "2", "--no-color"],
        # A slow machine is no fault.
        *["--suppress-health-check", "all"],
    ]
    if keys:
        command += ["--header", f"Authorization: Bearer {KEY}"]
    if settings.report:
        command += ["--report", "junit", "--report-dir", str(settings.report)]
    here = pathlib.Path(__file__).parent
    hooks = {"PYTHONPATH": str(here), "SCHEMATHESIS_HOOKS": "contract_hooks"}
    status = subprocess.run(command, cwd=TARGET, env={**os.environ, **hooks}).returncode
    if server.process.poll() is not None:
        print(f"the service ended:\n{server.log_text()[-2000:]}")
        status = 1
sys.exit(status)
