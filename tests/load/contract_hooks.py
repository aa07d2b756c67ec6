"""What Schemathesis must be told to send and read lines of JSON: one line, as a list of them has no schema in OpenAPI 3.1."""

import json

import schemathesis


@schemathesis.serializer("application/x-ndjson")
def to_line(context, value):
    return json.dumps(value).encode() + b"\n"


@schemathesis.deserializer("application/x-ndjson")
def from_line(context, response):
    (line,) = response.content.splitlines()
    return json.loads(line)
