#!/bin/sh
# Unpacks a .deb into an empty root and tries what it brings there: version, page of the manual, a search, the window (drawn in memory).
#
# Usage: packaging/checks/installed.sh target/package/hasnas-studio_VERSION_ARCH.deb
set -eu

deb=$1
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
fail() {
    echo "installed.sh: $*" >&2
    exit 1
}

dpkg-deb -x "$deb" "$root/root"
dpkg-deb -e "$deb" "$root/control"
if unshare -m true 2> /dev/null; then # the class cache is made in the place of the program
    unshare -m sh -c "mkdir -p /opt && mount --bind '$root/root/opt' /opt && '$root/control/postinst' configure"
    [ -s "$root/root/opt/hasnas-studio/lib/app/lib/window.aot" ] || fail "postinst made no class cache"
else
    echo "installed.sh: no rights to try postinst, which makes the class cache"
fi
megabytes=$(du -sm --apparent-size "$root/root" | cut -f1)
[ "$megabytes" -le 180 ] || fail "$megabytes MB are installed; 180 are allowed"
home=$root/home
mkdir -p "$home"
hasnas=$root/root/opt/hasnas-studio/bin/hasnas
# Nothing of this machine but the system's programs: no JDK, no home, no locale.
clean() {
    (cd "$home" && env -i "PATH=/usr/bin:/bin" "HOME=$home" "JAVA_HOME=/none" "HASNAS_JDK_PLACES=" ${HASNAS_OPTS:+"HASNAS_OPTS=$HASNAS_OPTS"} "$@")
}

clean "$hasnas" --version | grep -q '^kernels with vectors' || fail "the version does not tell of vectors: $(clean "$hasnas" --version)"
for part in applications/hasnas-studio.desktop mime/packages/hasnas-studio.xml metainfo/org.hasnas.Studio.metainfo.xml \
    icons/hicolor/scalable/apps/hasnas-studio.svg bash-completion/completions/hasnas fish/vendor_completions.d/hasnas.fish; do
    [ -s "$root/root/usr/share/$part" ] || fail "$part is not there"
done
grep -q "application/x-nir;" "$root/root/usr/share/applications/hasnas-studio.desktop" || fail "networks (.nir) are not opened by a double click"
gzip -dc "$root/root/usr/share/man/man1/hasnas.1.gz" | grep -q '^.SS hasnas search' || fail "the page of the manual lacks commands"
[ "$(readlink "$root/root/usr/bin/hasnas")" = /opt/hasnas-studio/bin/hasnas ] || fail "/usr/bin/hasnas leads elsewhere"

cp -R "$root/root/opt/hasnas-studio/lib/app/sample-projects/digits-quickstart" "$home/digits"
clean "$hasnas" search digits --algorithm hasnas --budget 30 --json > "$root/search.json" 2> "$root/search.log" || fail "search: $(cat "$root/search.log")"
grep -q '"feasible_found" : true' "$root/search.json" || fail "the search found nothing"
clean "$hasnas" search digits --minutes 0.2 > /dev/null 2> "$root/search.log" || fail "search by trainings: $(cat "$root/search.log")"
clean "$hasnas" benchmark training --preset digits --matrix '0302 0030 3003 0000' --steps 1 --warm-up 1 > /dev/null 2> "$root/dense.log" \
    && fail "a benchmark against ND4J came to an end without it"
grep -q "ND4J" "$root/dense.log" || fail "without ND4J: $(cat "$root/dense.log")"

# The window, by the script and by the launcher of the menu.
HASNAS_OPTS="-Dglass.platform=Headless -Dprism.order=sw -Djava.awt.headless=true"
for window in "$hasnas gui" "$root/root/opt/hasnas-studio/bin/hasnas-studio gui"; do
    (clean JAVA_TOOL_OPTIONS="$HASNAS_OPTS" $window --startup-time digits > "$root/gui.log" 2>&1) &
    shell=$!
    seconds=0
    until grep -qi "window" "$root/gui.log" 2> /dev/null; do
        seconds=$((seconds + 1))
        [ $seconds -le 120 ] && kill -0 $shell 2> /dev/null || fail "$window: $(cat "$root/gui.log")"
        sleep 1
    done
    grep -i "window" "$root/gui.log" | sed -n 1p
    for child in $(ps -eo pid=,args= | awk -v root="$root" 'index($0, root) && /startup-time/ {print $1}'); do
        kill "$child" 2> /dev/null || true
    done
    wait $shell || true
done
echo "installed.sh: all is well; $megabytes MB are installed"
