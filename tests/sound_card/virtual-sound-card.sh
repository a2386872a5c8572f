#!/usr/bin/env bash
# A sound card without hardware, for tests: a PulseAudio of our own with a loudspeaker and a microphone.
#
#   eval "$(tests/sound_card/virtual-sound-card.sh start)"   start (or find) the card and export how to reach it
#   tests/sound_card/virtual-sound-card.sh status            exit status 0 while the card runs
#   tests/sound_card/virtual-sound-card.sh stop              end it
#
# Needs the Debian packages pulseaudio, pulseaudio-utils and libasound2-plugins; no root, session bus or display.
# VSOUND_DIR is where the card lives: cards in different folders run side by side. Keep the path short, since
# that of a Unix socket may not pass 107 bytes.
#
#   speech into the microphone:    paplay --device=mic_in speech.wav
#   what the loudspeaker plays:    parec --device=speaker.monitor
#   a program that hears itself:   PULSE_SOURCE=speaker.monitor program
set -euo pipefail

dir=${VSOUND_DIR:-/tmp/voicemail-trainer-sound-$(id -u)}
pid_file=$dir/pid
export PULSE_SERVER=unix:$dir/socket PULSE_COOKIE=$dir/cookie PULSE_RUNTIME_PATH=$dir/run
export PULSE_STATE_PATH=$dir/state

fail() { echo "virtual sound card: $*" >&2; exit 1; }

running() { # the process of the pid file lives, is a PulseAudio, and no zombie
  local pid state
  pid=$(cat "$pid_file" 2>/dev/null) || return 1
  [ "$(cat "/proc/$pid/comm" 2>/dev/null)" = pulseaudio ] || return 1
  state=$(sed -n 's/^State:[[:space:]]*//p' "/proc/$pid/status" 2>/dev/null)
  [ "${state:0:1}" != Z ]
}

answering() { [ "$(timeout 2 pactl get-default-source 2>/dev/null)" = mic ]; }

print_environment() {
  printf 'export PULSE_SERVER=%q PULSE_COOKIE=%q PULSE_RUNTIME_PATH=%q\n' \
    "$PULSE_SERVER" "$PULSE_COOKIE" "$PULSE_RUNTIME_PATH"
}

write_layout() {
  # norewinds=1: without it a null sink takes sound in bursts of up to two seconds and no stream runs smoothly.
  cat >"$dir/layout.pa" <<LAYOUT
.fail
load-module module-null-sink sink_name=speaker rate=48000 channels=2 norewinds=1
load-module module-null-sink sink_name=mic_in rate=48000 channels=2 norewinds=1
load-module module-remap-source source_name=mic master=mic_in.monitor
load-module module-native-protocol-unix socket=$dir/socket auth-anonymous=1
set-default-sink speaker
set-default-source mic
LAYOUT
}

start() {
  if running && answering; then print_environment; return; fi
  command -v pulseaudio >/dev/null || fail "PulseAudio is missing: apt-get install pulseaudio pulseaudio-utils libasound2-plugins"
  stop
  mkdir -p "$dir/run" "$dir/state"
  chmod 700 "$dir" "$dir/run" "$dir/state"
  write_layout
  # A process of its own session: a Ctrl-C meant for the tests must not end the card before they do.
  setsid pulseaudio -n -F "$dir/layout.pa" --daemonize=no --system=no --use-pid-file=no --disable-shm=yes \
    --exit-idle-time=-1 --disallow-exit=yes --realtime=yes --high-priority=yes --log-target=stderr \
    </dev/null >"$dir/log" 2>&1 &
  echo $! >"$pid_file"
  local tries
  for tries in $(seq 100); do
    if answering; then print_environment; return; fi
    running || { cat "$dir/log" >&2; fail "PulseAudio ended at once (try $tries)"; }
    sleep 0.05
  done
  cat "$dir/log" >&2
  fail "PulseAudio does not answer"
}

stop() {
  if running; then
    local pid
    pid=$(cat "$pid_file")
    kill -CONT "$pid" # a frozen process would never read the next signal
    kill "$pid"
    for _ in $(seq 40); do running || break; sleep 0.05; done
    if running; then kill -KILL "$pid"; fi
  fi
  rm -f "$pid_file" "$dir/socket" "$dir/run/pid"
}

case ${1:-} in
  start) start ;;
  stop) stop ;;
  status) running && answering ;;
  *) fail "say start, stop or status" ;;
esac
