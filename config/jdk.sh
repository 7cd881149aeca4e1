# Finds a JDK 25. Sourced by ./frankenterm, ./check and the archive's launcher.
# shellcheck shell=sh

jdk_release=25

# The folders that JDKs are installed below, separated by colons; the variable is there for tests.
jdk_places=${FRANKENTERM_JDK_PLACES-/usr/lib/jvm:/usr/lib64/jvm:/usr/local/lib/jvm:/usr/java:/opt:/opt/java:/opt/hostedtoolcache/Java_Temurin-Hotspot_jdk:/Library/Java/JavaVirtualMachines:${HOME-}/Library/Java/JavaVirtualMachines:${HOME-}/.sdkman/candidates/java:${HOME-}/.jdks:${HOME-}/.gradle/jdks:${HOME-}/.asdf/installs/java:${HOME-}/.local/share/mise/installs/java}

# jdk_at FOLDER: is it a JDK of this release? Says in jdk_found what is there. The `release` file is read, because
# starting java only to ask it costs more than the rest of the launcher.
jdk_at() {
  jdk_found='no JDK there'
  case $1 in /*) ;; *) jdk_found='not an absolute path'; return 1 ;; esac
  if ! [ -x "$1/bin/java" ] || ! [ -x "$1/bin/javac" ] || ! [ -r "$1/release" ]; then return 1; fi
  while IFS= read -r jdk_line; do
    case $jdk_line in
      JAVA_VERSION=*) jdk_found=${jdk_line#*=\"} jdk_found=${jdk_found%\"*} ;;
    esac
  done <"$1/release"
  case $jdk_found in
    "$jdk_release" | "$jdk_release"[!0-9]*) jdk=$1 ;;
    *) return 1 ;;
  esac
}

# jdk_below PLACE...: looks in folders, in macOS bundles and in version folders with one folder an architecture.
jdk_below() {
  for jdk_place in "$@"; do
    for jdk_home in "$jdk_place"/* "$jdk_place"/*/Contents/Home "$jdk_place"/*/x64; do
      if jdk_at "$jdk_home"; then return 0; fi
    done
  done
  return 1
}

# jdk_find NAME: sets jdk to the folder of a JDK, or tells the user of the command NAME what to do and returns 2.
jdk_find() {
  jdk_of_variable='not set'
  if [ -n "${JAVA_HOME-}" ]; then
    if jdk_at "$JAVA_HOME"; then return 0; fi
    jdk_of_variable="$JAVA_HOME ($jdk_found)"
  fi
  jdk_of_path=none
  if jdk_java=$(command -v java) && jdk_java=$(readlink -f "$jdk_java"); then
    if jdk_at "${jdk_java%/bin/java}"; then return 0; fi
    jdk_of_path="$jdk_java ($jdk_found)"
  fi
  # Split at the colons only, and leave a * in a folder's name alone.
  jdk_ifs=$IFS
  IFS=:
  set -f
  # shellcheck disable=SC2086
  set -- "$1" $jdk_places
  set +f
  IFS=$jdk_ifs
  jdk_name=$1
  shift
  if jdk_below "$@"; then return 0; fi
  {
    printf '%s: cannot start, it needs a JDK %s and none was found\n' "$jdk_name" "$jdk_release"
    printf '  looked at JAVA_HOME: %s\n' "$jdk_of_variable"
    printf '  looked at the java on the PATH: %s\n' "$jdk_of_path"
    printf '  looked below: %s\n' "$*"
    printf '  install one, such as the package temurin-%s-jdk or openjdk-%s-jdk, or point to one:\n' "$jdk_release" "$jdk_release"
    printf '  JAVA_HOME=/path/to/jdk-%s %s\n' "$jdk_release" "$jdk_name"
  } >&2
  return 2
}
