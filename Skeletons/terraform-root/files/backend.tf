# The rest of the configuration is in environments/*.tfbackend: each environment has a state of its own.
terraform {
<%# is.backend.local %>
  backend "local" {}
<%/ is.backend.local %>
<%# is.backend.s3 %>
  backend "s3" {
    bucket       = "<% state_bucket %>"
    region       = "<% region %>"
    encrypt      = true
    use_lockfile = true
  }
<%/ is.backend.s3 %>
<%# is.backend.http %>
  backend "http" {
    lock_method    = "POST"
    unlock_method  = "DELETE"
    retry_wait_min = 5
  }
<%/ is.backend.http %>
}
