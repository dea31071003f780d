terraform {
  required_providers {
    greenvn = {
      # In full: OpenTofu completes a short address with a registry of its own.
      source  = "registry.terraform.io/cdktf-greenvn/greenvn"
      version = "0.1.0"
    }
  }
}

# The account comes from the environment: GREENVN_ACCOUNT_SID and GREENVN_API_TOKEN.
provider "greenvn" {}

variable "drivers" {
  description = "Who drives where: one number for each, by a name that stays."
  type = map(object({
    phone  = string
    region = optional(string)
  }))
  default = {
    driver-7 = { phone = "+919000000007", region = "MU" }
    driver-8 = { phone = "+919000000008", region = "DL" }
  }
}

resource "greenvn_allocation" "driver" {
  for_each = var.drivers

  connection_id  = each.key
  aparty_numbers = [each.value.phone]
  bparty_numbers = ["+919000000101"]
  preferences    = { region = each.value.region, number_type = "mobile" }

  lifecycle {
    prevent_destroy = true
  }
}

output "numbers" {
  description = "The number in force of each driver."
  value       = { for name, allocation in greenvn_allocation.driver : name => allocation.green_vn }
}
