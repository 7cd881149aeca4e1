# The AOT cache of JDK 25: classes kept loaded and linked, a third of a short command's time. Sourced by both launchers.
# shellcheck shell=sh
#
# A detached training run makes it on first use, as $XDG_CACHE_HOME/frankenterm/aot/KEY.aot, where KEY stands for the
# JDK, the jars and the options. An empty file says that none can be made. Its content is run as code, so a folder that
# somebody else owns or can write is not used. FRANKENTERM_AOT=off neither uses nor makes one.

# What the training run does: commands that people use, on a small extension of its own. The classes they load are those
# that later commands find in the cache.
aot_training=aot-training

# Two checkouts and an archive can keep theirs side by side; more of them remake a cache in a second.
aot_kept=4

# aot_locate MODULES: sets aot to the cache for these jars, made or not, and to nothing where none may be kept.
aot_locate() {
  aot=
  if [ "${FRANKENTERM_AOT-}" = off ]; then return 0; fi
  case ${XDG_CACHE_HOME-}:${HOME-} in
    /*) aot_folder=$XDG_CACHE_HOME/frankenterm/aot ;;
    *:/*) aot_folder=$HOME/.cache/frankenterm/aot ;;
    *) return 0 ;;
  esac
  [ -d "$aot_folder" ] || (umask 077 && mkdir -p "$aot_folder") 2>/dev/null || return 0
  aot_private "$aot_folder" || return 0
  aot_key=$({
    printf '%s\n' "$java_options" "$aot_training"
    stat -L -c '%n %s %y %i' "$jdk/release" "$jdk/lib/modules" "$1"/*.jar
  } 2>/dev/null | sha256sum 2>/dev/null) || return 0
  aot=$aot_folder/$(printf '%.32s' "$aot_key").aot
}

# aot_private FOLDER: is it a folder, no link, that only the effective user owns and can write?
aot_private() {
  # shellcheck disable=SC3067 # every shell that serves as sh has -O
  [ -O "$1" ] && [ -n "$(find "$1" -prune -type d ! -perm -020 ! -perm -002)" ]
}

# aot_train MODULES: makes the cache named by aot, unless another start is making one.
aot_train() (
  trap '' HUP
  umask 077
  cd "$aot_folder" || exit
  exec </dev/null >/dev/null 2>&1 9>lock
  flock -n 9 || exit
  if [ -e "$aot" ]; then exit; fi
  rm -rf .staged
  mkdir .staged || exit
  # The training run is a real command: what it keeps on disk goes into the staging folder.
  staged=$aot_folder/.staged
  export FRANKENTERM_AOT=off XDG_CACHE_HOME="$staged" XDG_CONFIG_HOME="$staged" XDG_DATA_HOME="$staged" XDG_STATE_HOME="$staged"
  # AOTMode=on ends with an error if the cache doesn't fit, so a useless one is not kept.
  if aot_run "$1" "-XX:AOTCacheOutput=$staged/made" && aot_run "$1" -XX:AOTMode=on "-XX:AOTCache=$staged/made"; then
    mv .staged/made "$aot"
  else
    : >"$aot"
  fi
  rm -rf .staged
  # Names are hexadecimal: no surprise for ls.
  # shellcheck disable=SC2012
  ls -t -- *.aot | tail -n "+$((aot_kept + 1))" | xargs rm -f --
)

# aot_run MODULES OPTION...: one training run.
aot_run() (
  modules=$1
  shift
  set -f
  # shellcheck disable=SC2086
  exec nice "$jdk/bin/java" $java_options "$@" --module-path "$modules" $cli $aot_training
)
