# A number in Mumbai through which a driver and two riders reach each other.
resource "greenvn_allocation" "driver_42" {
  connection_id  = "driver-42"
  aparty_numbers = ["+919876543210"]
  bparty_numbers = ["+919812345678", "+919812345679"]

  # Another region takes another number in place: one charged call, and id stays.
  preferences = {
    region      = "MU"
    number_type = "mobile"
  }

  deallocation_policy = {
    duration = "30d"
  }
}

variable "supplier_pins" {
  description = "Codes by which suppliers join from phones that are not listed."
  type        = set(number)
  sensitive   = true
}

variable "hotline_number" {
  description = "The number that stands in print, in E.164: a free one, or the one in force."
  type        = string
}

# A number that stands in print: this one or none, and nobody destroys it by mistake.
resource "greenvn_allocation" "hotline" {
  connection_id  = "hotline"
  aparty_numbers = ["+919811100001"]
  bparty_numbers = ["+919811100002"]
  bparty_pins    = var.supplier_pins
  usage          = "oneway"

  preferences = {
    greenvn = var.hotline_number
  }
  strictness = true

  deletion_protection = true
}

output "numbers" {
  value = {
    driver_42 = greenvn_allocation.driver_42.green_vn
    hotline   = greenvn_allocation.hotline.green_vn
  }
}
