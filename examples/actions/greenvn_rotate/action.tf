variable "greenvn_id" {
  description = "The greenvn_id of an allocation."
  type        = string
}

# terraform apply -invoke=action.greenvn_rotate.leaked
action "greenvn_rotate" "leaked" {
  config {
    greenvn_id  = var.greenvn_id
    preferences = { region = "MU", number_type = "mobile" }
  }
}
