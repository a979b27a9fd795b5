#!/usr/bin/env bash
# Builds the guest: a small Debian with a kernel that takes virtual Bluetooth controllers, BlueZ,
# D-Bus and Python. Into the folder $BLUEZ_CACHE go:
#
#   kernel      unpacked, as unpacking under emulation takes 10 s
#   initrd      first stage: loads a few drivers and mounts the system
#   system.img  ext4: BlueZ, D-Bus, Python, coreutils, and guest-init.sh as process 1
#   site.img    ext4: the Python packages of guest-packages.txt
#
# What was built from the same inputs is not built again. Needs root (chroot), mmdebstrap, mke2fs.
#
#   BLUEZ_CACHE  where everything goes
#   BLUEZ_SUITE  Debian release of the guest; else the host's
#   PYTHON       an interpreter with pip; else python3
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cache=${BLUEZ_CACHE:?}
constraints=$here/../../constraints.txt
host_suite=$(. /etc/os-release && echo "$VERSION_CODENAME")
suite=${BLUEZ_SUITE:-$host_suite}
python=${PYTHON:-python3}
work=$cache/work
root=$work/root

system_packages=(
  linux-image-amd64 kmod busybox-static
  bash dash coreutils grep sed findutils hostname
  dbus bluez python3
)
boot_modules=(virtio_pci virtio_blk ext4 crc32c_generic)
late_modules=(
  virtio_console 9p 9pnet_virtio bluetooth hci_vhci uhid uinput
  algif_hash algif_skcipher cmac ecb hmac sha256_generic sha512_generic sha3_generic drbg
  jitterentropy_rng ecdh_generic
)

say() { printf 'guest: %s (after %d s)\n' "$*" "$SECONDS" >&2; }
in_root() { chroot "$root" /bin/busybox env -i PATH=/sbin:/bin:/usr/sbin:/usr/bin "$@"; }

# Copies the host's package sources, renamed to the guest's release, and prints their paths.
package_sources() {
  local file copy
  for file in /etc/apt/sources.list.d/debian.sources /etc/apt/sources.list; do
    [ -s "$file" ] || continue
    copy=$work/$(basename "$file")
    sed "s/\b$host_suite\b/$suite/g" "$file" >"$copy"
    echo "$copy"
  done
}

# Maintainer scripts are not run: accounts and the like are written here.
write_system_files() {
  mkdir -p "$root"/{proc,sys,dev,run,tmp,root,mnt/project,mnt/control,opt/site} \
    "$root"/var/lib/{dbus,bluetooth}
  printf '%s\n' root:x:0:0:root:/root:/bin/bash messagebus:x:100:100::/nonexistent:/bin/false \
    nobody:x:65534:65534:nobody:/nonexistent:/bin/false >"$root/etc/passwd"
  printf '%s\n' root:x:0: tty:x:5: messagebus:x:100: bluetooth:x:101: netdev:x:102: \
    nogroup:x:65534: >"$root/etc/group"
  printf '%s\n' 'passwd: files' 'group: files' 'hosts: files' >"$root/etc/nsswitch.conf"
  echo '127.0.0.1 localhost guest' >"$root/etc/hosts"
  echo 0123456789abcdef0123456789abcdef >"$root/etc/machine-id"
  printf '%s\n' '[Policy]' 'AutoEnable=true' >"$root/etc/bluetooth/main.conf"
  ln -sf bash "$root/bin/sh"
  rm -rf "$root/var/run"
  ln -s /run "$root/var/run"
  install -m 755 "$here/guest-init.sh" "$root/init"
}

# module_files RELEASE MODULE...: their files and those they depend on, in the order of loading.
module_files() {
  local release=$1 name
  shift
  for name in "$@"; do
    in_root modprobe --set-version "$release" --show-depends "$name"
  done | sed -n 's/^insmod \([^ ]*\).*/\1/p' | awk '!seen[$0]++'
}

# Keeps the drivers that are needed, uncompressed, in $work/kept.
pick_modules() {
  local release=$1
  in_root depmod "$release"
  module_files "$release" "${boot_modules[@]}" >"$work/boot-modules"
  module_files "$release" "${boot_modules[@]}" "${late_modules[@]}" >"$work/all-modules"
  mkdir "$work/kept"
  (cd "$root" && sed 's#^/##' "$work/all-modules" | tar -cf - -T - \
    "lib/modules/$release/modules.order" "lib/modules/$release/modules.builtin" \
    "lib/modules/$release/modules.builtin.modinfo") | tar -xf - -C "$work/kept"
  find "$work/kept" -name '*.ko.xz' -exec xz -d {} +
  find "$work/kept" -name '*.ko.zst' -exec zstd -q -d --rm {} +
  sed -i 's/\.ko\..*/.ko/' "$work/boot-modules" "$work/all-modules"
}

write_initrd() {
  local stage=$work/initrd path
  mkdir -p "$stage"/{bin,dev,proc,newroot,modules}
  cp "$root/bin/busybox" "$stage/bin/busybox"
  while read -r path; do
    cp "$work/kept$path" "$stage/modules/"
    basename "$path" >>"$stage/modules/order"
  done <"$work/boot-modules"
  cat >"$stage/init" <<'EOF'
#!/bin/busybox sh
B=/bin/busybox
$B mount -t devtmpfs dev /dev
$B mount -t proc proc /proc
for module in $($B cat /modules/order); do $B insmod "/modules/$module"; done
tries=0
until [ -b /dev/vda ] || [ $tries -gt 200 ]; do $B sleep 0.05; tries=$((tries + 1)); done
$B mount -t ext4 -o noatime /dev/vda /newroot || $B reboot -f
$B mount --move /dev /newroot/dev
$B mount --move /proc /newroot/proc
exec $B switch_root /newroot /init
EOF
  chmod 755 "$stage/init"
  (cd "$stage" && find . | "$root/bin/busybox" cpio -o -H newc 2>/dev/null) >"$cache/initrd"
}

# The header says where the compressed kernel lies (Linux x86 boot protocol, section 1.1).
unpack_kernel() {
  "$python" - "$1" "$cache/kernel" <<'EOF'
import gzip, lzma, struct, subprocess, sys
image = open(sys.argv[1], "rb").read()
set_up_sectors = image[0x1F1] or 4
offset, length = struct.unpack_from("<II", image, 0x248)
start = (set_up_sectors + 1) * 512 + offset
payload = image[start : start + length]
if payload.startswith(b"\xfd7zXZ"):
    kernel = lzma.LZMADecompressor().decompress(payload)
elif payload.startswith(b"\x1f\x8b"):
    kernel = gzip.decompress(payload[:-4])
elif payload.startswith(b"\x28\xb5\x2f\xfd"):
    kernel = subprocess.run(["zstd", "-dc"], input=payload[:-4], capture_output=True).stdout
else:
    kernel = b""
if not kernel.startswith(b"\x7fELF"):
    sys.exit("the kernel's compression is not known here")
open(sys.argv[2], "wb").write(kernel)
EOF
}

# pack FOLDER IMAGE LABEL SPARE_MIB
pack() {
  local size_mib=$(($(du -sm "$1" | cut -f1) * 115 / 100 + $4))
  rm -f "$2"
  mke2fs -q -F -t ext4 -O ^has_journal -E lazy_itable_init=1,root_owner=0:0 -m 0 -L "$3" \
    -d "$1" "$2" "${size_mib}M" >/dev/null
}

build_system() {
  rm -rf "$work"
  mkdir -p "$work"
  say "unpacking Debian $suite"
  local sources release
  mapfile -t sources < <(package_sources)
  mmdebstrap --quiet --variant=extract --skip=check/qemu \
    --include="$(IFS=, && echo "${system_packages[*]}")" \
    --aptopt='APT::Install-Recommends "0"' \
    "$suite" "$root" "${sources[@]}" 2> >(grep -v 'skipping mounting' >&2)
  write_system_files
  release=$(ls "$root/lib/modules")
  say "kernel $release"
  pick_modules "$release"
  write_initrd
  unpack_kernel "$root/boot/vmlinuz-$release"

  rm -rf "$root"/lib/modules/* "$root/boot" "$root/var/cache/apt" "$root/var/lib/apt" \
    "$root"/usr/share/{doc,man,locale,info,bash-completion} \
    "$root/usr/lib/x86_64-linux-gnu/gconv" "$root/usr/lib/python3"*/{lib2to3/tests,test,idlelib,ensurepip}
  mv "$work/kept/lib/modules/$release" "$root/lib/modules/"
  in_root depmod "$release"
  sed 's#.*/##; s#\.ko.*##' "$work/all-modules" >"$root/etc/guest-modules"
  compile /usr/lib/python3.[0-9]*
  pack "$root" "$cache/system.img" system 96
  say "system ready"
}

# compile PATTERN: byte code by the guest's own interpreter, for the paths it will have there.
compile() {
  local folder
  for folder in "$root"$1; do
    chroot "$root" /usr/bin/python3 -m compileall -q -j2 "${folder#"$root"}" || true
  done
}

# Wheels only, chosen for the guest's Python rather than for the host's.
build_site() {
  local version platform platforms=()
  version=$(chroot "$root" /usr/bin/python3 -c 'import sys; print("%d.%d" % sys.version_info[:2])')
  for platform in manylinux_2_{34,28,17,5} manylinux{2014,1}; do
    platforms+=(--platform "${platform}_x86_64")
  done
  say "installing packages for Python $version"
  rm -rf "$root/opt/site"
  "$python" -m pip install --quiet --quiet --disable-pip-version-check --root-user-action=ignore \
    --target "$root/opt/site" --no-compile --only-binary=:all: \
    --implementation cp --python-version "$version" "${platforms[@]}" \
    --requirement "$here/guest-packages.txt" --constraint "$constraints"
  compile /opt/site
  pack "$root/opt/site" "$cache/site.img" site 16
  rm -rf "$root/opt/site"
  mkdir "$root/opt/site"
  say "packages ready"
}

# unless_built PART INPUT...: builds the part if its inputs, texts or files, have changed.
unless_built() {
  local part=$1 key
  shift
  key=$(printf '%s\n' "$@" | sha256sum | cut -d' ' -f1)
  [ "$(cat "$cache/$part.stamp" 2>/dev/null)" = "$key" ] && return
  rm -f "$cache/$part.stamp"
  "build_$part"
  echo "$key" >"$cache/$part.stamp"
}

mkdir -p "$cache"
exec 9>"$cache/.lock"
flock 9
scripts=$(cat "${BASH_SOURCE[0]}" "$here/guest-init.sh")
unless_built system "$suite" "$scripts"
unless_built site "$suite" "$scripts" "$(cat "$here/guest-packages.txt" "$constraints")"
