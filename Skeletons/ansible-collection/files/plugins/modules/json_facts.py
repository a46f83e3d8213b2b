#!/usr/bin/python
"""The module json_facts."""

from __future__ import annotations

import json

from ansible.module_utils.basic import AnsibleModule

DOCUMENTATION = r"""
module: json_facts
short_description: The content of a JSON file on the host as facts
version_added: 1.0.0
author:
  - <% author %>
description:
  - Reads a JSON file and returns the object in it as a fact. Changes nothing.
options:
  path:
    description: The file.
    type: path
    required: true
  name:
    description: Name of the fact.
    type: str
    required: true
attributes:
  check_mode:
    description: Reads in check mode too.
    support: full
"""

EXAMPLES = r"""
- name: Read what the build left
  <% namespace %>.<% name %>.json_facts:
    path: /var/lib/app/build.json
    name: app_build
"""

RETURN = r"""
ansible_facts:
  description: The fact, named as asked for.
  returned: success
  type: dict
"""


def main() -> None:
    """Read the file and leave."""
    module = AnsibleModule(
        argument_spec={
            "path": {"type": "path", "required": True},
            "name": {"type": "str", "required": True},
        },
        supports_check_mode=True,
    )
    path = module.params["path"]
    try:
        with open(path, encoding="utf-8") as file:
            value = json.load(file)
    except (OSError, ValueError) as error:
        module.fail_json(msg=f"{path}: {error}")
    facts = {module.params["name"]: value}
    module.exit_json(changed=False, ansible_facts=facts)


if __name__ == "__main__":
    main()
