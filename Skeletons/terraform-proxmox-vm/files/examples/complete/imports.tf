# The guest is there already. Once it is in the state, this file says nothing more.
import {
  to = module.<% snake(name) %>.proxmox_virtual_environment_vm.this
  id = "<% node %>/<% target.id %>"
}
