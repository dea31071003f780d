terraform {
  required_providers {
    greenvn = {
      source  = "registry.terraform.io/cdktf-greenvn/greenvn"
      version = "~> 0.1"
    }
  }
}

# GREENVN_ACCOUNT_SID and GREENVN_API_TOKEN stand in the environment, so that no secret is in a file.
provider "greenvn" {
  request_timeout     = 60
  requests_per_minute = 600
}
