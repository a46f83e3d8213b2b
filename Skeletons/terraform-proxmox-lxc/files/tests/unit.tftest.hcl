mock_provider "proxmox" {}

variables {
  name            = "<% hostname %>"
  node_name       = "<% node %>"
  ssh_public_keys = ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGVuaXRldHkgZm9yIHRlc3Rpbmcgb25seSEhISEh ops@example"]
<%# is.template.download %>

  template = {
    url       = "http://download.proxmox.com/images/system/<% image %>"
    file_name = "<% image %>"
    checksum  = sha512("template")
  }
<%/ is.template.download %>
}

run "defaults_are_safe" {
  command = plan

  assert {
    condition     = proxmox_virtual_environment_container.this.unprivileged
    error_message = "The container must be unprivileged."
  }

  assert {
    condition     = proxmox_virtual_environment_container.this.initialization[0].ip_config[0].ipv4[0].address == "dhcp"
    error_message = "Without an address the container must use DHCP."
  }
<%# is.template.existing %>

  assert {
    condition     = proxmox_virtual_environment_container.this.operating_system[0].template_file_id == "<% template_datastore %>:vztmpl/<% image %>"
    error_message = "The container must be made from the pinned template."
  }
<%/ is.template.existing %>
<%# is.template.download %>

  assert {
    condition     = proxmox_download_file.template[0].content_type == "vztmpl" && !proxmox_download_file.template[0].overwrite
    error_message = "The template must be downloaded once."
  }
<%/ is.template.download %>
}

run "sorts_tags" {
  command = plan

  variables {
    tags = ["web", "lab"]
  }

  assert {
    condition     = proxmox_virtual_environment_container.this.tags == tolist(["lab", "web"])
    error_message = "Tags must be sorted, else every plan shows a difference."
  }
}

run "takes_a_fixed_address" {
  command = plan

  variables {
    vm_id = 102

    network = {
      address = "192.0.2.10/24"
      gateway = "192.0.2.1"
      vlan_id = 30
    }
  }

  assert {
    condition     = proxmox_virtual_environment_container.this.network_interface[0].vlan_id == 30
    error_message = "The interface must be in the VLAN."
  }

  assert {
    condition     = proxmox_virtual_environment_container.this.vm_id == 102
    error_message = "The container must have the identifier that was asked for."
  }
}
<%# mounts %>

run "adds_volumes" {
  command = plan

  variables {
    mount_points = {
      "/srv" = {
        size_gb = 16
      }
    }
  }

  assert {
    condition     = proxmox_virtual_environment_container.this.mount_point[0].size == "16G"
    error_message = "The volume must have the size that was asked for."
  }
}

run "rejects_a_relative_volume" {
  command = plan

  variables {
    mount_points = {
      srv = {
        size_gb = 16
      }
    }
  }

  expect_failures = [var.mount_points]
}
<%/ mounts %>
<%# firewall %>

run "drops_what_is_not_allowed" {
  command = plan

  variables {
    firewall_ports  = [443]
    firewall_source = "192.0.2.0/24"
  }

  assert {
    condition     = proxmox_virtual_environment_firewall_options.this.input_policy == "DROP"
    error_message = "The firewall must drop by default."
  }

  assert {
    condition     = proxmox_virtual_environment_firewall_rules.this.rule[1].dport == "443"
    error_message = "The firewall must let the port in."
  }
}

run "rejects_a_bad_port" {
  command = plan

  variables {
    firewall_ports = [70000]
  }

  expect_failures = [var.firewall_ports]
}
<%/ firewall %>

run "rejects_a_template_that_is_too_new" {
  command = plan

  variables {
<%# is.template.existing %>
    node_version     = "8.3.3"
    template_file_id = "local:vztmpl/debian-13-standard_13.1-2_amd64.tar.zst"
<%/ is.template.existing %>
<%# is.template.download %>
    node_version = "8.3.3"

    template = {
      url       = "http://download.proxmox.com/images/system/debian-13-standard_13.1-2_amd64.tar.zst"
      file_name = "debian-13-standard_13.1-2_amd64.tar.zst"
      checksum  = sha512("template")
    }
<%/ is.template.download %>
  }

  expect_failures = [proxmox_virtual_environment_container.this]
}

run "rejects_a_bad_name" {
  command = plan

  variables {
    name = "Web_1"
  }

  expect_failures = [var.name]
}

run "rejects_a_small_identifier" {
  command = plan

  variables {
    vm_id = 99
  }

  expect_failures = [var.vm_id]
}

run "rejects_a_gateway_with_dhcp" {
  command = plan

  variables {
    network = {
      gateway = "192.0.2.1"
    }
  }

  expect_failures = [var.network]
}

run "rejects_an_address_without_prefix" {
  command = plan

  variables {
    network = {
      address = "192.0.2.10"
    }
  }

  expect_failures = [var.network]
}

run "rejects_no_key" {
  command = plan

  variables {
    ssh_public_keys = []
  }

  expect_failures = [var.ssh_public_keys]
}

run "rejects_upper_case_tags" {
  command = plan

  variables {
    tags = ["Web"]
  }

  expect_failures = [var.tags]
}

run "rejects_an_unknown_feature" {
  command = plan

  variables {
    features = ["teleport"]
  }

  expect_failures = [var.features]
}
