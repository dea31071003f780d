variable "greenvn_id" {
  description = "The greenvn_id of an allocation that is managed elsewhere."
  type        = string
}

data "greenvn_allocation" "support" {
  id = var.greenvn_id
}

output "support_number" {
  value = data.greenvn_allocation.support.green_vn
}
