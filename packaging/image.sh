#!/bin/sh
# Makes an image with its own Java of the program as it is laid out: a folder, on macOS an application.
#
# Usage: packaging/image.sh FOLDER TO ICON   FOLDER such as target/hasnas-studio; TO is emptied first
#
# ND4J, the dense library that two benchmarks compare with, stays out: with OpenBLAS it is larger than all the rest.
# Needs a JDK 25 or newer (JAVA_HOME). On Linux the libraries of SQLite for other systems are taken out, too.
set -eu

from=$1
to=$2
icon=$3
jdk=${JAVA_HOME:?set it to a JDK 25 or newer}
modules=java.se,jdk.unsupported,jdk.unsupported.desktop,jdk.incubator.vector,jdk.management,jdk.jfr,jdk.zipfs,jdk.charsets

# The version is in the name of the program's jar.
number=$(basename "$from"/lib/hasnas-studio-*.jar | sed 's/^hasnas-studio-//; s/[^0-9.].*//; s/\.*$//')

# The program as it is installed: without ND4J, Spark, and what was cached for another JVM.
rm -rf "$to"
mkdir -p "$to"
cp -RL "$from" "$to/app"
rm -rf "$to/app/cluster" "$to/app/lib/class-cache" "$to/app/lib/window.aot" "$to/app/lib/commands.aot"
rm -f "$to"/app/lib/nd4j-* "$to"/app/lib/openblas-* "$to"/app/lib/*-1.0.0-M2.1.jar
chmod -R u+w "$to/app"

# The flags of the script bin/hasnas, for the launcher of the window.
set --
for flag in $(sed '/^#/d' "$to/app/lib/jvm.args"); do
    set -- "$@" --java-options "$flag"
done
case $(uname) in
Linux)
    zip -qd "$to"/app/lib/sqlite-jdbc-*.jar 'org/sqlite/native/*' -x "org/sqlite/native/Linux/$(uname -m)/*"
    app=hasnas-studio/lib/app
    ;;
Darwin)
    app=hasnas-studio.app/Contents/app
    number=1.0.0 # versions may not begin with 0 there
    ;;
*) app=hasnas-studio/app ;;
esac

"$jdk/bin/jpackage" --type app-image --name hasnas-studio --dest "$to" --app-version "$number" --vendor "The HASNAS Studio maintainers" \
    --input "$to/app" --main-jar "lib/$(basename "$to"/app/lib/hasnas-studio-*.jar)" --main-class org.hasnas.launch.HasnasMain \
    ${icon:+--icon "$icon"} --add-modules "$modules" \
    --jlink-options "--strip-debug --no-header-files --no-man-pages --compress zip-9" \
    --java-options "--module-path=\$APPDIR/lib/javafx" --java-options "-Dhasnas.home=\$APPDIR" "$@"
rm -rf "$to/app"
chmod 755 "$to/$app/bin/hasnas"
# The launcher of the window takes the same class path as the script: the program's jars; JavaFX is on the module path.
for jar in "$to/$app"/lib/*.jar; do
    printf 'app.classpath=$APPDIR/lib/%s\n' "$(basename "$jar")"
done > "$to/classpath"
sed -e '/^app.classpath=/d' -e "/^\[Application\]/r $to/classpath" "$to/$app/hasnas-studio.cfg" > "$to/cfg"
mv "$to/cfg" "$to/$app/hasnas-studio.cfg"
rm "$to/classpath"
