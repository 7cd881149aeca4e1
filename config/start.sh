# Becomes the command line, started from the module path. Sourced by ./frankenterm and the archive's launcher.
# shellcheck shell=sh

cli='--enable-native-access=org.frankenterm.wasmtime,org.frankenterm.posix,org.xerial.sqlitejdbc -m org.frankenterm.cli/org.frankenterm.cli.Main'

# The serial collector starts fastest. What the JVM itself has to say goes to stderr, because a program may read stdout;
# what it says of caches goes nowhere: one that doesn't fit costs time and nothing else.
java_options='-XX:+UseSerialGC -XX:+DisplayVMOutputToStderr -Xlog:disable -Xlog:all=warning,aot*=off,cds*=off:stderr'

# A closed stream's number would be given to the first file that somebody opens.
{ true 3<&0; } 2>/dev/null || exec </dev/null
{ true 3>&1; } 2>/dev/null || exec >/dev/null
true 3>&2 || exec 2>/dev/null

# Java spells the names of files by the locale, and knows no letter beyond ASCII where there is none.
case ${LC_ALL:-${LC_CTYPE:-${LANG:-C}}} in
  C | POSIX) export LC_ALL=C.UTF-8 ;;
esac

# start MODULES ARGUMENT...: replaces this shell by the command line, whose jars are in the folder MODULES.
start() {
  modules=$1
  shift
  case $modules in
    *:*) printf 'frankenterm: cannot start from %s: a module path cannot hold a colon; move it to another folder\n' "$modules" >&2; exit 2 ;;
  esac
  aot_locate "$modules"
  if [ -n "$aot" ] && ! [ -e "$aot" ]; then (aot_train "$modules" &); fi
  # The first compiler alone is faster for a command that ends soon, and slower for what stays or repeats.
  case " $* " in
    *' wasi '* | *' dev '* | *' --repeat'*) ;;
    *) java_options="$java_options -XX:TieredStopAtLevel=1" ;;
  esac
  set -f
  # shellcheck disable=SC2086
  set -- ${root:+"-Dfrankenterm.installation=$root"} --module-path "$modules" $cli "$@"
  # shellcheck disable=SC3067 # every shell that serves as sh has -O
  if [ -s "$aot" ] && [ -O "$aot" ]; then set -- "-XX:AOTCache=$aot" "$@"; fi
  # shellcheck disable=SC2086
  exec "$jdk/bin/java" $java_options "$@"
}
