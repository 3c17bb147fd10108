# Stores connection secrets and makes guild keys. Cannot read back, destroy or delete.
path "kv/data/tenants/+/db/*" {
  capabilities = ["create", "update"]
}

# Vault knows no existence check here, so that making a key is an update. `+` is one whole
# segment: keys/<name>/config and keys/<name>/rotate stay out of reach.
path "transit/keys/+" {
  capabilities = ["update"]
}
