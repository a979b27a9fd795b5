#!/usr/bin/env bash
# boot.sh FOLDER COMMAND [ARGUMENT...]
#
# Boots the guest that build.sh made, with FOLDER at /mnt/project, runs COMMAND there, prints what
# it prints, and exits with its status; 124 when it takes too long, 125 when the guest does not get
# as far. The guest's disks are scratch copies: only FOLDER keeps changes.
#
#   BLUEZ_CACHE      where build.sh put the guest
#   BLUEZ_TIMEOUT    seconds for everything, boot included; else 900
#   BLUEZ_LOGS       folder that gets the console, BlueZ's log and the times
#   BLUEZ_VARIABLES  names of variables to hand on to COMMAND, as in "CI PYTEST_ADDOPTS"
set -euo pipefail

project=$(cd "$1" && pwd)
shift
cache=${BLUEZ_CACHE:?}
limit_s=${BLUEZ_TIMEOUT:-900}

scratch=$(mktemp -d)
control=$scratch/control # beside FOLDER, all of the host that the guest sees
mkdir "$control"
machine=
clean_up() {
  if [ -n "$machine" ] && kill "$machine" 2>/dev/null; then
    wait "$machine" 2>/dev/null || true
  fi
  if [ -n "${BLUEZ_LOGS:-}" ]; then
    mkdir -p "$BLUEZ_LOGS"
    cp "$scratch"/{console,times} "$control"/*.log "$BLUEZ_LOGS" 2>/dev/null || true
  fi
  rm -rf "$scratch"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

give_up() {
  echo "guest: $2; its console:" >&2
  tail -n 40 "$scratch/console" >&2 || true
  exit "$1"
}

printf 'exec' >"$control/command"
printf ' %q' "$@" >>"$control/command"
for name in ${BLUEZ_VARIABLES:-}; do
  [ -z "${!name+x}" ] || printf 'export %s=%q\n' "$name" "${!name}"
done >"$control/environment"

# The command's output leaves the guest octet for octet through a port of its own.
mkfifo "$scratch/output"
cat "$scratch/output" &
reader=$!

# An emulated guest would distrust the processor's clock, and reading any other is slow; here the
# processors are in step, so it is told to trust it.
kernel_arguments="console=ttyS0 quiet loglevel=4 panic=-1 reboot=t mitigations=off nokaslr audit=0 \
cryptomgr.notests=1 tsc=reliable clocksource=tsc no_timer_check"

# Plain emulation: it works wherever QEMU runs, and hardware that can do better often only seems to.
began=$(date +%s.%N)
qemu-system-x86_64 -machine q35,usb=off,vmport=off,smbus=off,sata=off -vga none \
  -accel tcg,thread=multi,tb-size=512 -cpu max -smp 2 -m 1024 \
  -nodefaults -no-user-config -display none -no-reboot \
  -kernel "$cache/kernel" -initrd "$cache/initrd" -append "$kernel_arguments" \
  -chardev "file,id=console,path=$scratch/console" -serial chardev:console \
  -drive "file=$cache/system.img,if=none,id=system,format=raw,snapshot=on,cache=unsafe" \
  -device virtio-blk-pci,drive=system \
  -drive "file=$cache/site.img,if=none,id=site,format=raw,read-only=on,cache=unsafe" \
  -device virtio-blk-pci,drive=site \
  -chardev "file,id=output,path=$scratch/output" \
  -device virtio-serial-pci -device virtserialport,chardev=output,nr=1,name=output \
  -fsdev "local,id=control,path=$control,security_model=none" \
  -device virtio-9p-pci,fsdev=control,mount_tag=control \
  -fsdev "local,id=project,path=$project,security_model=none,multidevs=remap" \
  -device virtio-9p-pci,fsdev=project,mount_tag=project \
  </dev/null &
machine=$!

deadline=$((SECONDS + limit_s))
while kill -0 "$machine" 2>/dev/null; do
  ((SECONDS < deadline)) || give_up 124 "no end after $limit_s s"
  sleep 0.1
done
wait "$machine" || true
machine=
[ -f "$control/started" ] || kill "$reader" 2>/dev/null || true
wait "$reader" || true

[ -f "$control/started" ] || give_up 125 "it did not start"
[ -f "$control/status" ] || give_up 125 "it ended before the command did"
# The file's time stamp is the host's.
awk -v began="$began" -v started="$(stat -c %.9Y "$control/started")" -v ended="$(date +%s.%N)" \
  'BEGIN { printf "boot %.0f s, tests %.0f s\n", started - began, ended - started }' \
  | tee "$scratch/times" | sed 's/^/guest: /' >&2
exit "$(cat "$control/status")"
