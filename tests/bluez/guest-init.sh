#!/bin/bash
# Process 1 of the guest: sets the system up, runs the one command that it was booted for, leaves
# the command's exit status on the control share and stops the machine.
export PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8
bb=/bin/busybox

say() { echo "guest $($bb cut -d' ' -f1 /proc/uptime): $*" >/dev/console; }

stop() {
  echo "$1" >/mnt/control/status
  cp /run/*.log /mnt/control/ 2>/dev/null
  cd /
  $bb umount /mnt/project
  $bb umount /mnt/control
  say "stops with status $1"
  $bb reboot -f
}

# A daemon that crashes is started again, as an init system would; its log says so.
keep_bluetoothd() {
  local daemon
  for daemon in /usr/libexec/bluetooth/bluetoothd /usr/lib/bluetooth/bluetoothd; do
    [ -x "$daemon" ] && break
  done
  until "$daemon" -n; do
    echo "guest: bluetoothd ended with status $?, starting it again"
    $bb sleep 0.3
  done
}

bluez_is_on_the_bus() {
  dbus-send --system --print-reply --dest=org.freedesktop.DBus /org/freedesktop/DBus \
    org.freedesktop.DBus.NameHasOwner string:org.bluez 2>/dev/null | grep -q 'boolean true'
}

say "user space starts"
$bb mount -t sysfs sys /sys
$bb mount -t tmpfs tmp /tmp
$bb mount -t tmpfs run /run
mkdir -p /dev/pts /dev/shm /run/dbus
ln -s /proc/self/fd /dev/fd
$bb mount -t devpts pts /dev/pts
$bb mount -t tmpfs shm /dev/shm
$bb hostname guest
$bb ip link set lo up
# shellcheck disable=SC2046
modprobe -a $(cat /etc/guest-modules) 2>/dev/console

share=trans=virtio,version=9p2000.L,msize=262144
$bb mount -t 9p -o "$share" control /mnt/control
$bb mount -t 9p -o "$share,cache=mmap" project /mnt/project
$bb mount -t ext4 -o ro,noatime LABEL=site /opt/site
[ -f /mnt/control/environment ] && . /mnt/control/environment
say "mounted"

dbus-daemon --system --fork --nopidfile || stop 121
keep_bluetoothd >/run/bluetoothd.log 2>&1 &
for _ in $(seq 200); do
  bluez_is_on_the_bus && break
  $bb sleep 0.1
done
say "BlueZ is on the bus"

export PYTHONPATH=/opt/site:/mnt/project/devices PYTHONUNBUFFERED=1
cd /mnt/project || stop 122
for port in /dev/vport*p1; do
  [ -c "$port" ] && exec 3>"$port" && break
done
[ -e /dev/fd/3 ] || stop 123
echo yes >/mnt/control/started
/bin/bash /mnt/control/command <&- >&3 2>&3
status=$?
exec 3>&-
stop $status
