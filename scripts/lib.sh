# shellcheck shell=bash
# What scripts/run, test, lint and bench share: system packages, the virtual environment, a private screen.
# Sourced, never run. What is said to the person goes to standard error: standard output belongs to the work.

project=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
venv=$project/.venv
started=() # process ids to stop at exit, in the order they were started
declare -A stop_signals=() # by process id: what to stop it with where that is not TERM
scratch=() # folders to remove at exit

say() { printf '%s\n' "$*" >&2; }
die() {
    say "$@"
    exit 2
}

# --- System packages ---------------------------------------------------------------------------------------------

# Debian keeps servers in sbin, which is not on the path of an ordinary user.
on_path() { PATH=$PATH:/usr/sbin:/usr/local/sbin:/sbin command -v "$1" >/dev/null 2>&1; }
has_font() {
    [ -e "/usr/share/fonts/truetype/$1" ] || { on_path fc-list && fc-list : file 2>/dev/null | grep -q "/${1##*/}"; }
}
debian_like() { on_path apt-get && on_path dpkg-query && on_path apt-cache; }

# Asks for the program and not for the package: MySQL's own server serves as well, and Debian's would remove it.
package_here() {
    case $1 in
        mariadb-server-core) on_path mariadbd || on_path mysqld ;;
        mariadb-client-core) on_path mariadb || on_path mysql ;;
        fonts-dejavu-core) has_font dejavu/DejaVuSans.ttf ;;
        fonts-noto-core) has_font noto/NotoSansDevanagari-Regular.ttf ;;
        xvfb) on_path Xvfb ;;
        xdotool) on_path xdotool ;;
        xclip) on_path xclip ;;
        poppler-utils) on_path pdftotext && on_path pdftoppm ;;
        zbar-tools) on_path zbarimg ;;
        cups-daemon) on_path cupsd ;;
        cups-client) on_path lp && on_path lpstat ;;
        *) return 1 ;; # the Python packages: asked for only after an interpreter was found wanting
    esac
}

package_reason() {
    case $1 in
        python3) echo "the language Foyer is written in" ;;
        python3*-venv) echo "to keep Foyer's Python packages in a folder of their own" ;;
        python3*-tk) echo "the windows" ;;
        mariadb-server-core) echo "the database server, run privately by Foyer; no system service is started" ;;
        mariadb-client-core) echo "to look into that database by hand" ;;
        fonts-dejavu-core) echo "the font of the screens and tickets" ;;
        fonts-noto-core) echo "film titles in other scripts on tickets" ;;
        xvfb) echo "a screen in memory" ;;
        xdotool) echo "keys and clicks on that screen" ;;
        xclip) echo "the tests copy a picture with it, to be pasted as a poster" ;;
        poppler-utils) echo "reads the ticket PDFs back, as pictures and as text" ;;
        zbar-tools) echo "the tests read the tickets' QR codes with it" ;;
        cups-daemon) echo "a private print server for the printing tests" ;;
        cups-client) echo "the tests send their print jobs with it" ;;
    esac
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    else
        sudo "$@"
    fi
}

apt_get() {
    as_root env DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 \
        apt-get -y -qq -o DPkg::Lock::Timeout=180 -o Dpkg::Use-Pty=0 "$@" </dev/null >&2
}
# Without a terminal sudo cannot ask for a password: then it must not need one.
sudo_works() { on_path sudo && { [ -t 2 ] || sudo -n true 2>/dev/null; }; }
apt_knows() { LC_ALL=C apt-cache policy "$1" 2>/dev/null | grep -q '^  Candidate: [^(]'; }

# What the package is called in this release: Ubuntu 22.04 has the server's version in the name.
apt_names() {
    local package
    for package in "$@"; do
        case $package in
            mariadb-*-core) apt_knows "$package" || { apt_knows "$package-10.6" && package=$package-10.6; } ;;
        esac
        echo "$package"
    done
}

# need_packages PACKAGE...: installs those that are not there, after saying which and why. On a system without apt
# it says what to install by hand and lets the caller go on: what is truly missing is named again where it is used.
need_packages() {
    local package missing=() names
    for package in "$@"; do
        package_here "$package" || missing+=("$package")
    done
    [ "${#missing[@]}" -gt 0 ] || return 0
    if ! debian_like; then
        say "This is not a Debian or Ubuntu system. Please install by hand what these Debian packages hold:"
        for package in "${missing[@]}"; do say "  $package: $(package_reason "$package")"; done
        return 0
    fi
    say "Installing with apt-get what is not on this machine, with whatever it depends on:"
    for package in "${missing[@]}"; do say "  $package: $(package_reason "$package")"; done
    if [ "$(id -u)" != 0 ] && ! sudo_works; then
        die "That needs root, and sudo cannot be used here. As root:" \
            "apt-get install --no-install-recommends ${missing[*]}"
    fi
    mapfile -t names < <(apt_names "${missing[@]}")
    # The lists may be absent (a fresh container) or so old that the files they name are gone: hence the second try.
    # shellcheck disable=SC2310 # a failure here is what the second try is for
    if ! { all_known "${names[@]}" && apt_get install --no-install-recommends "${names[@]}"; }; then
        apt_get update || say "apt-get update failed; trying with the package lists as they are."
        mapfile -t names < <(apt_names "${missing[@]}")
        apt_get install --no-install-recommends "${names[@]}" ||
            die "apt-get could not install ${names[*]}. Its own words are above."
    fi
}
all_known() {
    local name
    for name in "$@"; do apt_knows "$name" || return 1; done
}

# --- Python ------------------------------------------------------------------------------------------------------

python_new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }
python_complete() {
    "$1" -c 'import ensurepip, sys, tkinter, venv; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}
python_series() { "$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])'; }

# Prints an interpreter of 3.11 or newer; one that has tkinter and venv is preferred to an earlier one that has not.
find_python() {
    local candidate second=
    local candidates=(python3 python3.13 python3.12 python3.11 /usr/bin/python3)
    [ -z "${FOYER_PYTHON:-}" ] || candidates=("$FOYER_PYTHON")
    for candidate in "${candidates[@]}"; do
        python_new_enough "$candidate" || continue
        if python_complete "$candidate"; then
            command -v -- "$candidate"
            return
        fi
        # Only the system's own interpreter can be completed with system packages.
        case $(command -v -- "$candidate") in /usr/bin/*) second=${second:-$(command -v -- "$candidate")} ;; esac
    done
    [ -n "$second" ] && echo "$second"
}

# Sets `python` to an interpreter that can make windows and virtual environments, installing what it lacks.
choose_python() {
    local version
    python=$(find_python) || true
    if [ -z "$python" ] && [ -n "${FOYER_PYTHON:-}" ]; then
        die "FOYER_PYTHON is $FOYER_PYTHON: not a Python 3.11 or newer that has tkinter and venv."
    fi
    if [ -z "$python" ] && debian_like && ! on_path /usr/bin/python3; then
        need_packages python3 python3-venv python3-tk
        python=$(find_python) || true
    fi
    [ -n "$python" ] || die "Foyer needs Python 3.11 or newer with tkinter; none was found. FOYER_PYTHON may name one."
    python_complete "$python" && return
    # The system's default Python has its packages without the minor number.
    version=$(python_series "$python")
    [ "$(python_series /usr/bin/python3)" != "$version" ] || version=3
    local wanted=()
    "$python" -c 'import ensurepip, venv' 2>/dev/null || wanted+=("python$version-venv")
    "$python" -c 'import tkinter' 2>/dev/null || wanted+=("python$version-tk")
    need_packages "${wanted[@]}"
    python_complete "$python" || die "$python still has no tkinter or no venv. FOYER_PYTHON may name another Python."
}

# need_python REQUIREMENTS_FILE: makes .venv when there is none that works, and installs the pinned packages when
# the pins are not the ones it was filled with. Two scripts started at once do not fill it at the same time.
need_python() {
    local requirements=$1 pins stamp lock
    exec {lock}<"$project"
    ! on_path flock || flock "$lock"
    if ! python_complete "$venv/bin/python"; then
        choose_python
        say "Making .venv with $python"
        "$python" -m venv --clear "$venv"
    fi
    pins=$(cat "$project"/requirements*.txt "$project/constraints.txt" | sha256sum)
    stamp=$venv/.filled-from-${requirements%.txt}
    if [ "$(cat "$stamp" 2>/dev/null)" != "$pins" ]; then
        say "Installing the pinned Python packages of $requirements into .venv"
        "$venv/bin/python" -m pip install --quiet --no-input --disable-pip-version-check --root-user-action=ignore \
            -r "$project/$requirements" -c "$project/constraints.txt" >&2 ||
            die "pip could not install $requirements. Its own words are above."
        printf '%s\n' "$pins" >"$stamp"
        # The developers' file includes the other one.
        printf '%s\n' "$pins" >"$venv/.filled-from-requirements"
    fi
    exec {lock}<&-
}

# --- A screen in memory ------------------------------------------------------------------------------------------

# Only X counts: Tk cannot draw on Wayland itself, and a Wayland desktop for people has Xwayland, which sets DISPLAY.
no_display() { [ "$(uname -s)" = Linux ] && [ -z "${DISPLAY:-}" ]; }

# start_screen SIZE: an X server on a display number nobody has, stopped at exit. No window manager: a window then has
# the whole screen as a counter's does, and none takes a click for itself to give the window the focus (measured with
# openbox: 2 real clicks and keys of 200 were lost; without, none of 400).
start_screen() {
    local folder number=''
    folder=$(mktemp -d)
    scratch+=("$folder")
    mkfifo "$folder/number"
    # The X server itself picks a free number and writes it when it can be connected to.
    Xvfb -displayfd 3 -screen 0 "$1x24" -noreset -nolisten tcp 3<>"$folder/number" </dev/null >"$folder/xvfb.log" 2>&1 &
    started+=("$!")
    read -r -t 30 number <>"$folder/number" || die "Xvfb did not start: $(cat "$folder/xvfb.log")"
    export DISPLAY=:$number
    unset WAYLAND_DISPLAY
}

# A shell's background process ignores Ctrl-C; Python undoes that before it becomes the command.
interruptible() {
    exec "$venv/bin/python" -c '
import os, signal, sys
signal.signal(signal.SIGINT, signal.SIG_DFL)
os.execvp(sys.argv[1], sys.argv[1:])' "$@"
}

# run_here SIGNAL COMMAND...: runs the command to its end. When this script is told to stop, the command gets SIGNAL
# and time to clean up, because what it started (a database server) must not outlive it.
run_here() {
    local stop_signal=$1 child code=0
    shift
    interruptible "$@" <&0 &
    child=$!
    # shellcheck disable=SC2064 # the values of now are meant
    trap "kill -$stop_signal $child 2>/dev/null || true" TERM HUP
    trap : INT # the terminal has told the command itself
    while :; do
        wait "$child" && code=0 || code=$?
        kill -0 "$child" 2>/dev/null || break # `wait` ends too when a signal has come
    done
    trap - TERM HUP INT
    return "$code"
}

stop_everything() {
    local code=$? index
    trap - EXIT
    set +e
    for ((index = ${#started[@]} - 1; index >= 0; index--)); do
        kill "-${stop_signals[${started[index]}]:-TERM}" "${started[index]}" 2>/dev/null
        wait "${started[index]}" 2>/dev/null
    done
    [ "${#scratch[@]}" = 0 ] || rm -rf -- "${scratch[@]}"
    exit "$code"
}
trap stop_everything EXIT
