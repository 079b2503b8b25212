#!/usr/bin/env bash
# Installs what is missing, and nothing else: scripts/setup.sh GROUP...
#
#   build      compilers, libraries, Emscripten, Node.js, npm packages: enough for `make demo`
#   test       Catch2, Chromium and fonts on top: enough for `make test`
#   browsers   Firefox, WebKitGTK and a screen for it: the widget's tests in those two (124 MB to fetch)
#   coverage   gcovr
#   long       clang, for `make test-long`
#
# Debian packages come by apt (as root, or through sudo), everything else from npm. Where all is
# there it takes well under a second, so every Make target may begin with it.
set -euo pipefail
. "$(dirname "$0")/lib.sh"

BUILD_PACKAGES="nlohmann-json3-dev libboost1.81-dev libcli11-dev libsqlite3-dev libssl-dev"
TEST_PACKAGES="catch2 librapidcheck-dev fonts-noto-core fonts-liberation"

# A tool may have come from anywhere (an emsdk, a newer CMake), so tools are looked for by
# their command; libraries by their Debian package.
missing_packages() {
    local group package
    for group in "$@"; do
        case $group in
            build)
                have g++ || echo g++
                have cmake || echo cmake
                have ninja || echo ninja-build
                have ccache || echo ccache
                have emcc || echo emscripten
                missing_libraries $BUILD_PACKAGES
                ;;
            test)
                have chromium || echo chromium
                missing_libraries $TEST_PACKAGES
                ;;
            browsers)
                # Not Ubuntu's `firefox`: that one only fetches a snap.
                have firefox-esr || have firefox || echo firefox-esr
                have WebKitWebDriver || echo webkit2gtk-driver
                have Xvfb || echo xvfb
                ;;
            coverage) have gcovr || echo gcovr ;;
            long)
                have clang++ || echo clang
                missing_libraries libclang-rt-dev
                ;;
            *) die "unknown group '$group': build, test, browsers, coverage or long" ;;
        esac
    done
    # Debian's npm conflicts with NodeSource's nodejs, which brings its own: look first.
    have npm || echo npm
}

missing_libraries() {
    local package
    for package in "$@"; do
        case $(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null) in
            installed) ;;
            *) echo "$package" ;;
        esac
    done
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

apt_install() {
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get -o DPkg::Lock::Timeout=300 -q -y --no-install-recommends install "$@"
}

install_packages() {
    local missing
    missing=$(missing_packages "$@" | sort -u | tr '\n' ' ')
    [ -n "${missing// /}" ] || return 0
    have apt-get || die "missing: $missing (Debian's names). This script installs by apt only."
    if [ "$(id -u)" != 0 ]; then
        have sudo || die "missing: $missing. Install them as root: apt-get install $missing"
        sudo -v || die "missing: $missing, and sudo was refused."
    fi
    say "Installing from Debian: $missing"
    step "apt update" as_root apt-get -o DPkg::Lock::Timeout=300 -q update
    # shellcheck disable=SC2086  # a list of names
    step "apt install" apt_install $missing
}

# Debian 12 itself has Node.js 18. A current one, with its npm, comes from npm packages that
# scripts/node/ pins; they are kept in .tools/ and only ever put on PATH by our own scripts.
install_node() {
    local stamp want
    if [ ! -e "$TOOLS/bin/node" ] && node_is_current; then return 0; fi
    want=$(sha256sum "$ROOT/scripts/node/package-lock.json" | cut -d' ' -f1)
    stamp="$TOOLS/node/.stamp"
    if [ "$(cat "$stamp" 2>/dev/null)" = "$want" ] && [ -x "$TOOLS/bin/node" ]; then return 0; fi
    rm -rf "$TOOLS/bin"
    say "Node.js $(node --version 2>/dev/null || echo '(none)') is too old for the build."
    mkdir -p "$TOOLS/node" "$TOOLS/bin"
    cp "$ROOT/scripts/node/package.json" "$ROOT/scripts/node/package-lock.json" "$TOOLS/node/"
    step "npm packages: Node.js" npm --prefix "$TOOLS/node" ci --no-audit --no-fund
    # By the packages' own folders: not every npm makes the .bin link of an optional package.
    for node in "$TOOLS"/node/node_modules/node-linux-*/bin/node; do
        ln -sf "../node/${node#"$TOOLS/node/"}" "$TOOLS/bin/node"
    done
    ln -sf ../node/node_modules/npm/bin/npm-cli.js "$TOOLS/bin/npm"
    ln -sf ../node/node_modules/npm/bin/npx-cli.js "$TOOLS/bin/npx"
    hash -r
    node_is_current || die "the Node.js of scripts/node does not run on this machine"
    echo "$want" >"$stamp"
}

install_npm_packages() {
    local stamp want
    want=$(sha256sum "$ROOT/package-lock.json" | cut -d' ' -f1)
    stamp="$ROOT/node_modules/.regulars-stamp"
    [ "$(cat "$stamp" 2>/dev/null)" != "$want" ] || return 0
    # Debian's Chromium is the test browser; Playwright must not fetch one of its own.
    export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1
    step "npm packages" npm --prefix "$ROOT" ci --no-audit --no-fund
    echo "$want" >"$stamp"
}

[ $# -gt 0 ] || set -- build
install_packages "$@"
install_node
install_npm_packages
