variable "greenvn_id" {
  description = "The greenvn_id of an allocation that another team owns."
  type        = string
}

# Only the number of that allocation is managed here.
resource "greenvn_assignment" "support" {
  greenvn_id = var.greenvn_id

  preferences = {
    region      = "KA"
    number_type = "landline"
  }

  # Change a value, or add one, to take another number: one charged call.
  rotation_triggers = {
    reported_as_spam = "2025-03-14"
  }
}

output "support_number" {
  value = greenvn_assignment.support.green_vn
}
