#!/usr/bin/env bash
# Makes stand-ins for the two base images of the Dockerfile from Debian's packages and the Rust toolchain of this
# machine, where no registry of images can be reached: deploy/base-images.sh, then
#
#     BUILD_BASE=localhost/storymerge-build-base RUN_BASE=localhost/storymerge-run-base deploy/build-image.sh
#
# Needs root, buildah and debootstrap. The first holds gcc and the toolchain that rust-toolchain.toml names; the second
# what `distroless/cc` holds: C library, libgcc, certificates, time zones, and user 65532, without a shell.
set -euo pipefail
cd "$(dirname "$0")/.."
release=trixie
mirror=${DEBIAN_MIRROR:-http://deb.debian.org/debian}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

build=$work/build
debootstrap --variant=minbase --include=ca-certificates,gcc,libc6-dev "$release" "$build" "$mirror"
cp -a "$(rustc --print sysroot)/." "$build/usr/local/"
rm -rf "$build/usr/local/share/doc" "$build/var/cache/apt"/* "$build/var/lib/apt/lists"/*

run=$work/run
mkdir -p "$work/packages" "$run"/{etc,tmp,home/nonroot}
# Merged /usr, as Debian has it: packages put their files below /usr, and the loader is looked for in /lib64.
mkdir -p "$run"/usr/{bin,lib,lib64,sbin}
for folder in bin lib lib64 sbin; do
    ln -s "usr/$folder" "$run/$folder"
done
cp /etc/resolv.conf "$build/etc/resolv.conf"
chroot "$build" sh -c 'apt-get update -qq && cd /tmp && apt-get download -qq libc6 libgcc-s1 gcc-14-base tzdata'
for package in "$build"/tmp/*.deb; do
    dpkg-deb --extract "$package" "$work/packages"
done
cp -a "$work/packages/usr/." "$run/usr/"
[ ! -d "$work/packages/lib" ] || cp -a "$work/packages/lib/." "$run/usr/lib/"
[ ! -d "$work/packages/lib64" ] || cp -a "$work/packages/lib64/." "$run/usr/lib64/"
rm -rf "$run"/usr/share/{doc,lintian} "$build"/tmp/*.deb
mkdir -p "$run/etc/ssl/certs"
cp "$build/etc/ssl/certs/ca-certificates.crt" "$run/etc/ssl/certs/"
printf 'root:x:0:0:root:/root:/sbin/nologin\nnonroot:x:65532:65532:nonroot:/home/nonroot:/sbin/nologin\n' > "$run/etc/passwd"
printf 'root:x:0:\nnonroot:x:65532:\n' > "$run/etc/group"
chown 65532:65532 "$run/home/nonroot"
chmod 1777 "$run/tmp"

image() { # name, folder, environment
    local container
    container=$(buildah from scratch)
    buildah copy --quiet "$container" "$2" / >/dev/null
    buildah config --env "$3" "$container"
    buildah commit --quiet --rm "$container" "localhost/$1"
}
image storymerge-build-base "$build" PATH=/usr/local/cargo/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
image storymerge-run-base "$run" SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt
