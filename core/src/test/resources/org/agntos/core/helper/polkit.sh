#!/bin/sh
# Gives the small NixOS of namespace.sh, in whose namespaces this runs as root, a system bus, polkit, a few people and an
# installed AgntOS:   sh polkit.sh REPOSITORY JAVA_HOME HELPER_CLASS_PATH PROGRAM_CLASS_PATH TEST_CLASS_PATH
# Everything lies in /run, which is private here. It ends when all is up, and says "ready".
set -eu
repository=$1 java=$2 helper=$3 program=$4 tests=$5
umask 022
lab=/run/lab
home=$lab/agntos
mkdir -p "$lab/home" "$home/bin" "$home/libexec" "$home/lib/runtime" "$home/tests"
mount --bind "$java" "$home/lib/runtime"

# copied FOLDER CLASS_PATH: the same class path below the installation, readable by everybody, writable by root alone.
copied() {
  result=
  count=0
  for entry in $(printf '%s' "$2" | tr ':' ' '); do
    count=$((count + 1))
    cp -r "$entry" "$home/$1/$count"
    result=$result:\$home/$1/$count
  done
  printf '%s' "${result#:}"
}

launcher() {
  class_path=$(copied "lib/$2" "$3")
  sed -e 's|@AOT@||' -e "s|@CLASS_PATH@|$class_path|" -e 's|@HELPER@|libexec/agntos-helper|' \
    "$repository/packaging/image/launchers/$2" > "$home/$1/$2"
  chmod 755 "$home/$1/$2"
}

mkdir -p "$home/lib/agntos-helper" "$home/lib/agntctl"
launcher libexec agntos-helper "$helper"
launcher bin agntctl "$program"
copied tests "$tests" > "$home/tests/class-path"

# Accounts of these names that the real machine has are not known here.
for file in passwd shadow group gshadow; do
  sed -i -E '/^(ada|gil|ned|ben):/d' "/etc/$file"
done
for person in ada:sudo gil:agntos ned:nogroup ben:nogroup; do
  name=${person%:*}
  getent group "${person#*:}" > /dev/null || groupadd "${person#*:}"
  useradd --create-home --base-dir "$lab/home" --shell /bin/bash --groups "${person#*:}" "$name"
  echo "$name:secret of $name" | chpasswd -c SHA256 -s 1000
done
mkdir -p "$lab/polkit/upper" "$lab/polkit/work"
mount -t overlay overlay -o "lowerdir=/usr/share/polkit-1,upperdir=$lab/polkit/upper,workdir=$lab/polkit/work" /usr/share/polkit-1
"$repository/packaging/polkit/make-policy" "$home/libexec/agntos-helper" > /usr/share/polkit-1/actions/org.agntos.helper.policy
rm -f /etc/polkit-1/rules.d/*

# The bus must not start a second polkit on its own while the first is started anew.
service=/usr/share/dbus-1/system-services/org.freedesktop.PolicyKit1.service
if [ -e $service ]; then mount --bind /dev/null $service; fi
mkdir -p /run/dbus
dbus-daemon --system --fork --nopidfile
cat > "$lab/polkit-with" <<'START'
#!/bin/sh
# Starts polkit anew with the rules in the files given, or with none; with "stop" it only ends it.
set -eu
if [ -e /run/lab/polkitd.pid ]; then
  former=$(cat /run/lab/polkitd.pid)
  kill "$former" || true
  # Nobody here takes the dead away.
  while grep -q '^State:[[:space:]]*[^Z]' "/proc/$former/status"; do sleep 0.02; done
  rm /run/lab/polkitd.pid
fi
if [ "${1:-}" = stop ]; then exit 0; fi
rm -f /etc/polkit-1/rules.d/*
# The real machine may have more administrators; the one here is ada.
echo 'polkit.addAdminRule(function () { return ["unix-user:ada"]; });' > /etc/polkit-1/rules.d/00-lab.rules
[ $# -eq 0 ] || install -m 644 "$@" /etc/polkit-1/rules.d/
for program in /usr/lib/polkit-1/polkitd /usr/libexec/polkitd /usr/libexec/polkit-1/polkitd; do
  [ -x "$program" ] && break
done
start() {
  : > /run/lab/polkitd.log
  "$program" > /run/lab/polkitd.log 2>&1 &
  echo $! > /run/lab/polkitd.pid
}
start
tries=0
until grep -q 'Acquired the name' /run/lab/polkitd.log; do
  tries=$((tries + 1))
  [ $tries -lt 500 ] || { cat /run/lab/polkitd.log; exit 1; }
  sleep 0.02
  # The bus may not have noticed yet that the former one is gone.
  if grep -q 'Exiting with code' /run/lab/polkitd.log; then start; fi
done
START
chmod 755 "$lab/polkit-with"
"$lab/polkit-with"
echo ready
