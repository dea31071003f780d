#!/bin/sh
# Runs Terraform in a folder, with what planning needs in its environment and nothing else: terraform.sh FOLDER ARGUMENT...
#
# It and whatever a configuration makes it start see these variables, those that begin with TF_ or GREENVN_ or as the
# usual backends' do, and those that TERRAFORM_ENV names (separated by spaces).
set -eu

version=${ATLANTIS_TERRAFORM_VERSION:-}
for name in $(env | sed -n 's/^\([A-Za-z_][A-Za-z0-9_]*\)=.*/\1/p'); do
  case " ${TERRAFORM_ENV:-} " in *" $name "*) continue ;; esac
  case $name in
    GREENVN_DIGEST_KEY) unset "$name" ;;
    PATH | HOME | PWD | TMPDIR | LANG | LC_* | TZ | TERM | NO_COLOR | CHECKPOINT_DISABLE) ;;
    HTTP_PROXY | HTTPS_PROXY | NO_PROXY | http_proxy | https_proxy | no_proxy) ;;
    SSL_CERT_FILE | SSL_CERT_DIR | NODE_EXTRA_CA_CERTS) ;;
    TF_* | GREENVN_* | AWS_* | ARM_* | GOOGLE_*) ;;
    *) unset "$name" 2> /dev/null || : ;;
  esac
done

# It looks for terraform.d in the folder that it is started from, whatever -chdir says.
cd "$1"
shift
# Atlantis names the one that it keeps for a version.
exec "terraform$version" "$@"
