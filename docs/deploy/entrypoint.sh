#!/bin/sh
# Reads secrets from the files that X_FILE names into the variables that Prefect and SQLAlchemy look for, then becomes
# the command that it was given. The passphrase of the keys stays in its file: the program reads it there.
set -eu
for name in SECTIONF_DATABASE PREFECT_API_AUTH_STRING PREFECT_SERVER_API_AUTH_STRING PREFECT_API_DATABASE_CONNECTION_URL
do
    eval "file=\${${name}_FILE:-}"
    if [ -n "$file" ]; then
        value=$(cat "$file")
        export "$name=$value"
        unset "${name}_FILE"
    fi
done
exec "$@"
