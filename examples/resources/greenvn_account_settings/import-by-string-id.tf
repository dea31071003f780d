import {
  to = greenvn_account_settings.this
  id = "exotel1"
}
