plugin "terraform" {
  enabled = true
  preset  = "all"
}
<%# is.provider.aws %>

plugin "aws" {
  enabled = true
  version = "0.40.0"
  source  = "github.com/terraform-linters/tflint-ruleset-aws"
}
<%/ is.provider.aws %>
