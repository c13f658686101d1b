# keyring-session.sh STATE COMMAND...: runs a command in a D-Bus session whose keyring is open, locked or absent.
# The private folders come in XDG_*. Ends with everything it has started.
state=$1
shift
if [ "$state" != absent ]; then
  printf test-password | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1 &
  for _ in $(seq 200); do
    busctl --user get-property org.freedesktop.secrets /org/freedesktop/secrets/aliases/default \
      org.freedesktop.Secret.Collection Locked >/dev/null 2>&1 && break
    sleep 0.02
  done
fi
if [ "$state" = locked ]; then
  busctl --user call org.freedesktop.secrets /org/freedesktop/secrets org.freedesktop.Secret.Service Lock ao 1 \
    /org/freedesktop/secrets/collection/login >/dev/null
fi
"$@"
