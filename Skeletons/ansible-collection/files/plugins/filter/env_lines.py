"""The filter env_lines."""

from __future__ import annotations

import re
import shlex

from ansible.errors import AnsibleFilterError

DOCUMENTATION = r"""
name: env_lines
short_description: A mapping as the lines of an environment file
version_added: 1.0.0
author:
  - <% author %>
description:
  - Writes each key with its value, quoted for a shell, sorted by the keys.
options:
  _input:
    description: The mapping. A name is made of letters, digits and underscores.
    type: dict
    required: true
"""

EXAMPLES = r"""
- name: Write an environment file
  ansible.builtin.copy:
    content: "{{ {'PORT': 8080} | <% namespace %>.<% name %>.env_lines }}\n"
    dest: /etc/default/app
    mode: "0644"
"""

RETURN = r"""
_value:
  description: The lines, joined.
  type: str
"""

NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def env_lines(values: dict[str, object]) -> str:
    """Return the mapping as lines of NAME=value."""
    if not isinstance(values, dict):
        kind = type(values).__name__
        raise AnsibleFilterError(f"env_lines needs a mapping, not {kind}")
    for name in values:
        if not NAME.fullmatch(str(name)):
            raise AnsibleFilterError(f"env_lines: {name!r} is no variable")
    quoted = {name: shlex.quote(str(values[name])) for name in values}
    return "\n".join(f"{name}={quoted[name]}" for name in sorted(quoted))


class FilterModule:
    """What Ansible looks for."""

    def filters(self) -> dict[str, object]:
        """Return the filters of this file."""
        return {"env_lines": env_lines}
