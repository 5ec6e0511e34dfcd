#!/bin/sh
# Once, as root: the master key, the key of the backups, a password for each role of the database,
# and an environment file for each process with its own secrets alone.
#
#     sh docs/operating/make_secrets.sh notes.example.org desk.example.org notes@example.org
set -eu
host=$1 admin_host=$2 sender=$3
port=${PGPORT:-5432}
folder=/etc/twofold
if [ -e $folder/web.env ]; then echo "$folder/web.env is there already." >&2; exit 1; fi
umask 077
mkdir -p $folder
chmod 0711 $folder

random() { head -c 60 /dev/urandom | base64 | tr -d '+/=\n'; }

printf 'first:%s\n' "$(head -c 32 /dev/urandom | base64)" > $folder/master_keys
install -o twofold-backup -g twofold-backup -m 0400 $folder/master_keys $folder/master_keys.drill
chown twofold:twofold $folder/master_keys
chmod 0400 $folder/master_keys
age-keygen -o $folder/backup_identity 2> /dev/null
age-keygen -y $folder/backup_identity > $folder/backup_recipients
chown twofold-backup:twofold-backup $folder/backup_identity $folder/backup_recipients
chmod 0400 $folder/backup_identity $folder/backup_recipients

# A verifier is kept, and the word goes in by a pipe: neither a list of processes nor a log has it.
address() {
  word=$(random)
  printf "alter role %s password '%s';\n" "$1" "$word" |
    runuser -u postgres -- psql --quiet --port "$port" --set ON_ERROR_STOP=1 >&2
  printf 'postgresql://%s:%s@127.0.0.1:%s/app' "$1" "$word" "$port"
}

common="USES_TLS=1
BEHIND_TLS_PROXY=1
TRUSTED_PROXY_COUNT=1"

cat > $folder/web.env << END
$common
SECRET_KEY=$(random)
MASTER_KEYS_FILE=$folder/master_keys
ALLOWED_HOSTS=$host
ADMIN_ADDRESS=https://$admin_host
DATABASE_URL=$(address app_web)
ERASURE_LEDGER_FILE=/var/lib/twofold/ledger
HELPLINES_FILE=/var/lib/twofold/pages/helplines.yaml
DEFAULT_FROM_EMAIL="Notes <$sender>"
EMAIL_HOST=localhost
EMAIL_PORT=25
# SECURITY_CONTACT=mailto:security@example.org
END
cat > $folder/owner.env << END
DATABASE_OWNER_URL=$(address app_owner)
END
cat > $folder/admin.env << END
$common
TWOFOLD_PROCESS=admin
ADMIN_SECRET_KEY=$(random)
ADMIN_ALLOWED_HOSTS=$admin_host
DATABASE_ADMIN_URL=$(address app_admin)
HELPLINES_FILE=/var/lib/twofold/pages/helplines.yaml
BIND=127.0.0.1:8001
WEB_CONCURRENCY=1
END
cat > $folder/backup.env << END
DATABASE_BACKUP_URL=$(address app_backup)
BACKUP_FOLDER=/var/backups/twofold
BACKUP_RECIPIENTS_FILE=$folder/backup_recipients
ERASURE_LEDGER_FILE=/var/lib/twofold/ledger
POSTGRES_BINARIES=/usr/lib/postgresql/15/bin
END
cat > $folder/drill.env << END
$common
SECRET_KEY=$(random)
MASTER_KEYS_FILE=$folder/master_keys.drill
ALLOWED_HOSTS=$host
BACKUP_FOLDER=/var/backups/twofold
BACKUP_IDENTITY_FILE=$folder/backup_identity
ERASURE_LEDGER_FILE=/var/lib/twofold/ledger
POSTGRES_BINARIES=/usr/lib/postgresql/15/bin
END
echo "Now write $folder/master_keys and $folder/backup_identity on paper, and keep it elsewhere."
