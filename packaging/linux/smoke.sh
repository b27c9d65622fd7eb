#!/bin/sh
# Run by `dev.py installer smoke-deb` in a clean Debian, as root: OLDER.deb NEWER.deb
# Installs, upgrades over a vault, tries the program as a person without rights or network, purges.
set -eu
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8
older=$1 newer=$2
person=caseworker
vault=/home/$person/.local/share/kbh-desktop
desktop=/usr/share/applications/dk.kbhdesktop.KbhDesktop.desktop

ok() { echo "ok $*"; }
fail() { echo "FAILED $*"; exit 1; }
install() { apt-get install --yes --quiet=2 --no-install-recommends "$@" >/dev/null; }
as_person() { # without a network, as in the field
    unshare --net runuser -u $person -- env HOME=/home/$person KBH_PASSPHRASE='kun til denne prøve' \
        sh -euc "cd; $1"
}

apt-get update --quiet=2
install xvfb xauth x11-utils libglib2.0-bin
useradd --create-home $person

install "$older"
[ -e /opt/kbh-desktop/lib/only-in-the-older ] || fail 'the older package is not the older one'
as_person "kbh vault create $vault --role office --name Kontoret --user Prøve" >/dev/null
as_person "kbh people set --vault $vault new given_name=Amal family_name=Prøvesen" >/dev/null
ok 'an older edition was installed and has a vault'

began=$(date +%s)
install "$newer"
[ ! -e /opt/kbh-desktop/lib/only-in-the-older ] || fail 'the upgrade left files of the older edition'
as_person "kbh people list --vault $vault" | grep -q Prøvesen || fail 'the person is gone'
as_person "kbh check --vault $vault" >/dev/null
ok "the upgrade kept the vault ($(($(date +%s) - began)) s)"

as_person 'xvfb-run -a kbh-desktop --self-test report.json || { cat report.json; exit 1; }'
ok "the self-test passed: $(grep -c '"ok": true' /home/$person/report.json) times ok"

cat >/home/$person/launch.sh <<END
gio launch $desktop
for _ in \$(seq 100); do
    xwininfo -root -tree | grep -q '"kbh-desktop"' && xwininfo -root -tree | grep -q 'KBH Desktop' && exit 0
    sleep 0.2
done
xwininfo -root -tree
exit 1
END
as_person 'xvfb-run -a sh launch.sh'
ok 'it starts from the desktop file and shows its window'

! as_person "touch /opt/kbh-desktop/lib/x" 2>/dev/null || fail 'a person can change the program'
rm -f /home/$person/report.json /home/$person/launch.sh
apt-get purge --yes --quiet=2 kbh-desktop >/dev/null
left=$(find / -xdev \( -iname '*kbh*' -o -iname '*kbhdesktop*' \) \
    -not -path "$vault*" -not -path '/proc/*' -not -path '/srv/*')
[ -z "$left" ] || fail "purging left: $left"
[ -f $vault/key.json ] || fail 'purging took the vault'
ok 'purging left nothing but the vault'
