"""What must fit across the files for operation, which no schema can say. Called by check.sh."""

import pathlib
import re
import sys

import yaml

HERE = pathlib.Path(__file__).resolve().parent
TOP = HERE.parent
faults = []


def must(holds, fault):
    if not holds:
        faults.append(fault)


def load(path):
    return yaml.safe_load(path.read_text())


def seconds(text):
    number, unit = re.fullmatch(r"(\d+)(s|m)", text).groups()
    return int(number) * {"s": 1, "m": 60}[unit]


def default(flag):
    """A setting's default, from the README's table, which a test holds to the program."""
    return re.search(rf"\| `--{flag}` \| `\w+` \| `([^`]+)` \|", (TOP / "README.md").read_text()).group(1)


kustomization = load(HERE / "kubernetes/kustomization.yaml")
files = {name: load(HERE / "kubernetes" / name) for name in kustomization["resources"]}
present = {path.name for path in (HERE / "kubernetes").glob("*.yaml")}
must(
    present == {*files, "kustomization.yaml", "keys.example.yaml"},
    f"kustomization.yaml does not list what is there: {sorted(present)}",
)

deployment = files["deployment.yaml"]["spec"]
pod = deployment["template"]["spec"]
labels = deployment["template"]["metadata"]["labels"]
(container,) = pod["containers"]
env = {variable["name"]: variable.get("value") for variable in container["env"]}
port_names = {port["name"]: port["containerPort"] for port in container["ports"]}

must(deployment["selector"]["matchLabels"] == labels, "the Deployment selects other pods than its own")
must(files["service.yaml"]["spec"]["selector"] == labels, "the Service selects other pods")
must(files["disruption.yaml"]["spec"]["selector"]["matchLabels"] == labels, "the budget is for other pods")
must(files["network.yaml"]["spec"]["podSelector"]["matchLabels"] == labels, "the policy is for other pods")
for constraint in pod["topologySpreadConstraints"]:
    must(constraint["labelSelector"]["matchLabels"] == labels, "the spread is of other pods")
must(files["service.yaml"]["spec"]["ports"][0]["targetPort"] in port_names, "the Service has no such port")
for probe in ("startupProbe", "readinessProbe", "livenessProbe"):
    must(container[probe]["httpGet"]["port"] in port_names, f"{probe} has no such port")
target = files["autoscaler.yaml"]["spec"]
must(target["scaleTargetRef"]["name"] == files["deployment.yaml"]["metadata"]["name"], "nothing is scaled")
must(target["minReplicas"] >= 2, "one pod is no service")
must("replicas" not in deployment, "the autoscaler owns the number of pods")
must(deployment["strategy"]["rollingUpdate"]["maxUnavailable"] == 0, "a roll-out loses a pod")
must([image["name"] for image in kustomization["images"]] == [container["image"]], "the image is not replaced")
must("cpu" not in container["resources"]["limits"], "a limit of processors throttles")
must("memory" in container["resources"]["limits"], "no limit of memory")

# As the image has them.
dockerfile = (TOP / "Dockerfile").read_text()
(listen_port,) = re.findall(r"^ENV STORYMERGE_LISTEN=0\.0\.0\.0:(\d+)$", dockerfile, re.MULTILINE)
must(port_names["http"] == int(listen_port), "the container listens elsewhere")
(user,) = re.findall(r"^USER (\d+):\d+$", dockerfile, re.MULTILINE)
must(pod["securityContext"]["runAsUser"] == int(user), "the image's user is another")

# A stop is over before the pod or container is killed.
stop = seconds(env["STORYMERGE_DRAIN_DELAY"]) + seconds(env.get("STORYMERGE_DRAIN_DEADLINE", default("drain-deadline")))
must(pod["terminationGracePeriodSeconds"] >= stop + 5, f"the pod is killed before {stop} s of draining are over")
compose = load(TOP / "compose.yaml")["services"]["storymerge"]
stop = seconds(default("drain-delay")) + seconds(default("drain-deadline"))
must(seconds(compose["stop_grace_period"]) >= stop + 5, f"the container is killed before {stop} s of draining are over")
for ports in compose["ports"]:
    must(ports.startswith("127.0.0.1:"), "compose.yaml lets others in, without a key")

# The keys that are mounted are those that are read.
(mount,) = container["volumeMounts"]
(secret,) = load(HERE / "kubernetes/keys.example.yaml")["stringData"]
must(env["STORYMERGE_API_KEYS_FILE"] == f"{mount['mountPath']}/{secret}", "the keys are read from elsewhere")
must("STORYMERGE_INSECURE" not in env, "the Deployment is open")

# What a pod's restricted profile asks for.
security = container["securityContext"]
must(pod["securityContext"]["runAsNonRoot"] and pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}, "pod security")
must(security["readOnlyRootFilesystem"] and not security["allowPrivilegeEscalation"], "container security")
must(security["capabilities"] == {"drop": ["ALL"]} and pod["automountServiceAccountToken"] is False, "container security")

for fault in faults:
    print(f"deploy: {fault}", file=sys.stderr)
sys.exit(1 if faults else 0)
