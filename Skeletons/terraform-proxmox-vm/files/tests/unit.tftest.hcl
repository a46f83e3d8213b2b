mock_provider "proxmox" {}

variables {
  name            = "<% hostname %>"
  node_name       = "<% node %>"
  ssh_public_keys = ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGVuaXRldHkgZm9yIHRlc3Rpbmcgb25seSEhISEh ops@example"]
<%# is.source.image %>

  image = {
    url      = "<% image %>"
    checksum = sha512("image")
  }
<%/ is.source.image %>
}

run "defaults" {
  command = plan

  assert {
    condition     = proxmox_virtual_environment_vm.this.cpu[0].type == "<% cpu %>"
    error_message = "The CPU must be of the type that was chosen."
  }

  assert {
    condition     = proxmox_virtual_environment_vm.this.initialization[0].ip_config[0].ipv4[0].address == "dhcp"
    error_message = "Without an address the machine must use DHCP."
  }
<%# is.source.image %>

  assert {
    condition     = proxmox_download_file.image[0].content_type == "iso" && !proxmox_download_file.image[0].overwrite
    error_message = "Where the version is not known the image must be one that every version takes, downloaded once."
  }
<%/ is.source.image %>
<%# is.source.clone %>

  assert {
    condition     = proxmox_virtual_environment_vm.this.clone[0].vm_id == <% template %>
    error_message = "The machine must be cloned from the template."
  }
<%/ is.source.clone %>
<%# is.firmware.ovmf %>

  assert {
    condition     = proxmox_virtual_environment_vm.this.efi_disk[0].type == "4m"
    error_message = "UEFI needs an EFI disk."
  }
<%/ is.firmware.ovmf %>
}
<%# user_data %>

run "writes_user_data" {
  command = plan

  variables {
    packages = ["nginx"]
  }

  assert {
    condition     = startswith(proxmox_virtual_environment_file.user_data.source_raw[0].data, "#cloud-config\n")
    error_message = "User data must start with the line that cloud-init looks for."
  }

  assert {
    condition     = contains(yamldecode(proxmox_virtual_environment_file.user_data.source_raw[0].data).packages, "nginx")
    error_message = "User data must be YAML with the packages in it."
  }

  assert {
    condition     = yamldecode(proxmox_virtual_environment_file.user_data.source_raw[0].data).users[0].ssh_authorized_keys[0] == var.ssh_public_keys[0]
    error_message = "User data must hold the keys of the account."
  }
}

run "rejects_a_package_with_an_option" {
  command = plan

  variables {
    packages = ["--purge"]
  }

  expect_failures = [var.packages]
}
<%/ user_data %>

run "sorts_tags" {
  command = plan

  variables {
    tags = ["web", "lab"]
  }

  assert {
    condition     = proxmox_virtual_environment_vm.this.tags == tolist(["lab", "web"])
    error_message = "Tags must be sorted, else every plan shows a difference."
  }
}

run "takes_a_fixed_address" {
  command = plan

  variables {
    vm_id = 210

    network = {
      address = "192.0.2.10/24"
      gateway = "192.0.2.1"
      vlan_id = 30
    }
  }

  assert {
    condition     = proxmox_virtual_environment_vm.this.network_device[0].vlan_id == 30
    error_message = "The interface must be in the VLAN."
  }

  assert {
    condition     = proxmox_virtual_environment_vm.this.vm_id == 210
    error_message = "The machine must have the identifier that was asked for."
  }
}
<%# disks %>

run "adds_disks" {
  command = plan

  variables {
    disks = {
      scsi1 = {
        size_gb = 32
      }
    }
  }

  assert {
    condition     = proxmox_virtual_environment_vm.this.disk[1].size == 32
    error_message = "The disk must have the size that was asked for."
  }
}

run "rejects_a_second_boot_disk" {
  command = plan

  variables {
    disks = {
      scsi0 = {
        size_gb = 32
      }
    }
  }

  expect_failures = [var.disks]
}
<%/ disks %>
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

run "rejects_root_as_the_account" {
  command = plan

  variables {
    user = "root"
  }

  expect_failures = [var.user]
}
<%# is.source.image %>

run "imports_where_it_can" {
  command = plan

  variables {
    node_version = "8.4.1"
  }

  assert {
    condition     = proxmox_download_file.image[0].content_type == "import" && !endswith(proxmox_download_file.image[0].file_name, ".img")
    error_message = "From 8.4 on the disk must be imported."
  }
}

run "takes_an_old_version_as_it_is" {
  command = plan

  variables {
    node_version = "8.3.3"
  }

  assert {
    condition     = proxmox_download_file.image[0].content_type == "iso" && endswith(proxmox_download_file.image[0].file_name, ".img")
    error_message = "Before 8.4 an image is a .img among the ISO images."
  }
}
<%/ is.source.image %>

run "rejects_upper_case_tags" {
  command = plan

  variables {
    tags = ["Web"]
  }

  expect_failures = [var.tags]
}
<%# is.source.image %>

run "rejects_an_image_of_unknown_format" {
  command = plan

  variables {
    image = {
      url       = "https://images.example/debian.img"
      file_name = "debian.exe"
      checksum  = sha512("image")
    }
  }

  expect_failures = [var.image]
}

run "rejects_a_short_checksum" {
  command = plan

  variables {
    image = {
      url       = "https://images.example/debian.qcow2"
      file_name = "debian.qcow2"
      checksum  = "abc"
    }
  }

  expect_failures = [var.image]
}
<%/ is.source.image %>
