#!/usr/bin/env bash
# Starts a throw-away PostgreSQL for the tests on 127.0.0.1:54329 and prints its address.
# Debian's package brings the programs; PostgreSQL refuses to run as root, so root hands over to the package's user.
# Durability is off: the tests kill OneDoor, not PostgreSQL.   --stop ends it, --running asks whether it is up.
set -euo pipefail

port="${ONEDOOR_TEST_POSTGRES_PORT:-54329}"
home="${TMPDIR:-/tmp}/onedoor-test-postgres-$port"
bin=""
for candidate in /usr/lib/postgresql/*/bin; do [ -x "$candidate/initdb" ] && bin="$candidate"; done
if [ -z "$bin" ]; then
  echo "PostgreSQL's programs are missing: apt-get install postgresql" >&2
  exit 1
fi

as_server() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }

if [ "${1:-}" = "--stop" ]; then
  as_server "$bin/pg_ctl" -D "$home/data" -m immediate stop >/dev/null 2>&1 || true
  exit 0
fi

if [ "${1:-}" = "--running" ]; then
  as_server "$bin/pg_isready" -q -h 127.0.0.1 -p "$port"
  exit
fi

if ! as_server "$bin/pg_isready" -q -h 127.0.0.1 -p "$port"; then
  mkdir -p "$home"
  if [ "$(id -u)" = 0 ]; then chown postgres "$home"; fi
  if [ ! -s "$home/data/PG_VERSION" ]; then
    as_server "$bin/initdb" -D "$home/data" -U onedoor --auth=trust --encoding=UTF8 --locale=C --no-sync >/dev/null
  fi
  as_server "$bin/pg_ctl" -D "$home/data" -w -l "$home/server.log" -o "-p $port -c listen_addresses=127.0.0.1 \
    -c unix_socket_directories=$home -c fsync=off -c full_page_writes=off -c synchronous_commit=off \
    -c max_connections=300 -c shared_buffers=128MB -c log_min_messages=fatal" start >/dev/null
fi
# A certificate in the name of localhost, so that encrypted connections are tested too. A running server takes it up.
tls="$home/tls"
if [ ! -s "$tls/server.crt" ]; then
  as_server mkdir -p "$tls"
  certificate() { as_server openssl req -new -nodes -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 "$@" 2>/dev/null; }
  certificate -x509 -days 3650 -subj "/CN=OneDoor test authority" -keyout "$tls/root.key" -out "$tls/root.crt"
  certificate -subj "/CN=localhost" -addext "subjectAltName=DNS:localhost" -keyout "$tls/server.key" -out "$tls/server.csr"
  as_server openssl x509 -req -in "$tls/server.csr" -CA "$tls/root.crt" -CAkey "$tls/root.key" -CAcreateserial -days 3650 \
    -copy_extensions copy -out "$tls/server.crt" 2>/dev/null
  as_server chmod 644 "$tls/root.crt"
  as_server "$bin/psql" -q -h 127.0.0.1 -p "$port" -U onedoor -d postgres -o /dev/null \
    -c "ALTER SYSTEM SET ssl_cert_file = '$tls/server.crt'" -c "ALTER SYSTEM SET ssl_key_file = '$tls/server.key'" \
    -c "ALTER SYSTEM SET ssl = on" -c "SELECT pg_reload_conf()"
fi

echo "postgres://onedoor@127.0.0.1:$port/postgres"
