# shellcheck shell=bash
# Sourced by the set-up: one quiet command with a sign of life, and its last words when it fails.

log=.venv/setup.log
ticker=

stop_ticker() {
  [ -z "$ticker" ] || { kill "$ticker" && wait "$ticker"; } 2>/dev/null || true
  ticker=
}

interrupted() {
  printf '\nStopped. Nothing is lost: the next run starts the set-up over.\n' >&2
  exit 130
}

trap stop_ticker EXIT
trap interrupted INT TERM

# step WHAT COMMAND...: say WHAT, run COMMAND with its output in the log; on failure show the log's end and return 1.
step() {
  local what=$1 began=$SECONDS
  shift
  printf '%s ' "$what"
  # The ticker ends by itself when this script is killed too hard to stop it, and does not hold the set-up's lock (9).
  (while kill -0 $$; do sleep 2 >/dev/null; printf .; done) 2>/dev/null 9<&- &
  ticker=$!
  printf '\n$ %s\n' "$*" >>"$log"
  if "$@" </dev/null >>"$log" 2>&1; then
    stop_ticker
    printf ' done in %s s\n' $((SECONDS - began))
  else
    stop_ticker
    printf ' failed after %s s\n' $((SECONDS - began))
    { printf 'The last lines of %s:\n' "$PWD/$log"; tail -n 12 "$log" | cut -c 1-200 | sed 's/^/  | /'; } >&2
    return 1
  fi
}
