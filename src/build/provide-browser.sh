#!/usr/bin/env bash
# Provides a Chromium for the browser tests and writes its path to the file named by the first argument.
# Order: the system's own, Playwright's download, the Debian package (as root). The build calls it; it says what it does.
#   provide-browser.sh OUTPUT_FILE TEST_CLASSPATH
set -u
output=$1
classpath=$2
mkdir -p "$(dirname "$output")"

works() { "$1" --version >/dev/null 2>&1; }
take() {
  printf '%s\n' "$1" >"$output"
  echo "Browser tests use $1 ($("$1" --version 2>/dev/null | head -n 1))."
  exit 0
}
system_browser() {
  local name path
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    path=$(command -v "$name") && works "$path" && printf '%s\n' "$path" && return 0
  done
  return 1
}

path=$(system_browser) && take "$path"

echo "No Chromium on this machine; trying Playwright's own download ..."
if timeout 300 java -cp "$classpath" com.microsoft.playwright.CLI install chromium >"$output.log" 2>&1; then
  cache=${PLAYWRIGHT_BROWSERS_PATH:-$HOME/.cache/ms-playwright}
  path=$(find "$cache" "$HOME/Library/Caches/ms-playwright" -type f \
    \( -path '*chrome-linux*/chrome' -o -path '*/MacOS/Chromium' \) 2>/dev/null | sort | tail -n 1)
  [ -n "$path" ] && works "$path" && take "$path"
fi
echo "Playwright's download could not be had or does not start here (see $output.log)."

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Installing the package chromium ..."
  apt-get update >>"$output.log" 2>&1
  DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends chromium >>"$output.log" 2>&1
  path=$(system_browser) && take "$path"
fi

echo "No browser for the browser tests: install Chromium (Debian: 'apt-get install chromium') and run the build again, or leave these tests out with -DskipBrowser." >&2
exit 1
