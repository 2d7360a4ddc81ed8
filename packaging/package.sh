#!/bin/sh
# Builds what is installed on Linux, in target/package, from target/hasnas-studio (mvn package -DskipTests):
#
#   hasnas-studio/                    image with its own Java: bin/hasnas for the terminal, bin/hasnas-studio for the window
#   hasnas-studio_VERSION_ARCH.deb    the same in /opt, with menu entry, icon, file types, page of the manual, completion
#   hasnas-studio-VERSION-ARCH.zip    the same to be unpacked anywhere
#
# Usage: packaging/package.sh [FOLDER]   another folder than target/hasnas-studio
#
# Needs a JDK 25 or newer (JAVA_HOME), dpkg-deb and zip; image.sh makes the image.
set -eu

cd "$(dirname "$0")/.."
from=${1:-target/hasnas-studio}
to=target/package
arch=$(dpkg --print-architecture)

[ -x "$from/bin/hasnas" ] || { echo "there is no program in $from; build it: mvn package -DskipTests" >&2; exit 1; }
version=$("$from/bin/hasnas" --version | sed -n '1s/^HASNAS Studio //p')
number=$(printf '%s' "$version" | sed 's/[^0-9.].*//')

packaging/image.sh "$from" "$to" packaging/linux/hasnas-studio.png
image=$to/hasnas-studio
ln -s ../lib/app/bin/hasnas "$image/bin/hasnas"

# The package.
deb=$to/deb
mkdir -p "$deb/DEBIAN" "$deb/opt" "$deb/usr/bin" "$deb/usr/share/applications" "$deb/usr/share/mime/packages" "$deb/usr/share/metainfo" \
    "$deb/usr/share/icons/hicolor/scalable/apps" "$deb/usr/share/icons/hicolor/256x256/apps" "$deb/usr/share/man/man1" \
    "$deb/usr/share/bash-completion/completions" "$deb/usr/share/fish/vendor_completions.d" "$deb/usr/share/doc/hasnas-studio"
cp -R "$image" "$deb/opt/hasnas-studio"
ln -s /opt/hasnas-studio/bin/hasnas "$deb/usr/bin/hasnas"
cp packaging/linux/hasnas-studio.desktop "$deb/usr/share/applications/"
cp packaging/linux/hasnas-studio.mime.xml "$deb/usr/share/mime/packages/hasnas-studio.xml"
cp packaging/linux/hasnas-studio.svg "$deb/usr/share/icons/hicolor/scalable/apps/"
cp packaging/linux/hasnas-studio.png "$deb/usr/share/icons/hicolor/256x256/apps/"
sed "s/@VERSION@/$number/; s/@DATE@/$(date -u +%F)/" packaging/linux/org.hasnas.Studio.metainfo.xml \
    > "$deb/usr/share/metainfo/org.hasnas.Studio.metainfo.xml"
"$image/bin/hasnas" man | gzip -9n > "$deb/usr/share/man/man1/hasnas.1.gz"
"$image/bin/hasnas" completion bash > "$deb/usr/share/bash-completion/completions/hasnas"
"$image/bin/hasnas" completion fish > "$deb/usr/share/fish/vendor_completions.d/hasnas.fish"
cp "$image/lib/app/THIRD-PARTY.txt" "$deb/usr/share/doc/hasnas-studio/copyright" 2>/dev/null || true
cp packaging/linux/postinst packaging/linux/prerm "$deb/DEBIAN/"
cat > "$deb/DEBIAN/control" <<CONTROL
Package: hasnas-studio
Version: $(printf '%s' "$version" | sed 's/-SNAPSHOT/~snapshot/')
Architecture: $arch
Maintainer: The HASNAS Studio maintainers <hasnas-studio@localhost>
Installed-Size: $(du -sk --apparent-size "$deb" | cut -f1)
Depends: libc6, libgtk-3-0 | libgtk-3-0t64, libgl1, libxtst6
Section: science
Priority: optional
Description: architecture search of spiking neural networks for ReRAM chips
 Searches spiking neural networks that meet limits of memory, area, latency and
 energy on ReRAM compute-in-memory chips, trains them, and runs them on simulated
 crossbars. A window and a command line; brings its own Java; needs no network.
CONTROL
dpkg-deb --root-owner-group -Zxz --build "$deb" "$to/hasnas-studio_${number}_$arch.deb" > /dev/null
(cd "$to" && zip -qry "hasnas-studio-$number-$arch.zip" hasnas-studio)

echo "installed, in MB:"
du -sm "$deb" "$image/lib/runtime" "$image/lib/app/lib" "$image/lib/app/lib/javafx" | sed "s|$to/||"
du -m "$image"/lib/app/lib/*.jar | sort -rn | sed -n '1,8p' | sed "s|$image/lib/app/||"
rm -rf "$deb"
ls -l "$to" | sed -n 's/^-[^ ]* *[^ ]* *[^ ]* *[^ ]* *//p'
