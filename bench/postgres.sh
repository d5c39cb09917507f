#!/usr/bin/env bash
# A fresh PostgreSQL for measuring, on 127.0.0.1:54330, with durable commits; prints its address. --stop removes it.
set -euo pipefail

port=54330
home="${TMPDIR:-/tmp}/onedoor-bench-postgres"
bin=""
for candidate in /usr/lib/postgresql/*/bin; do [ -x "$candidate/initdb" ] && bin="$candidate"; done
[ -n "$bin" ] || { echo "PostgreSQL's programs are missing: apt-get install postgresql" >&2; exit 1; }
as_server() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }

if [ -d "$home/data" ]; then as_server "$bin/pg_ctl" -D "$home/data" -m immediate stop >/dev/null 2>&1 || true; fi
rm -rf "$home"
[ "${1:-}" = "--stop" ] && exit 0

mkdir -p "$home"
if [ "$(id -u)" = 0 ]; then chown postgres "$home"; fi
as_server "$bin/initdb" -D "$home/data" -U onedoor --auth=trust --encoding=UTF8 --locale=C >/dev/null
# Settings for a small server that is the only tenant; durability stays as PostgreSQL ships it.
as_server "$bin/pg_ctl" -D "$home/data" -w -l "$home/server.log" -o "-p $port -c listen_addresses=127.0.0.1 \
  -c unix_socket_directories=$home -c max_connections=100 -c max_pred_locks_per_transaction=512 -c shared_buffers=2GB -c effective_cache_size=8GB \
  -c max_wal_size=8GB -c checkpoint_timeout=15min -c wal_compression=on" start >/dev/null
as_server "$bin/createdb" -h 127.0.0.1 -p "$port" -U onedoor onedoor
echo "postgres://onedoor@127.0.0.1:$port/onedoor"
