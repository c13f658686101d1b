/** By `ID` and `ID_LIKE` of `/etc/os-release`. */
const installers: Readonly<Record<string, string>> = {
  debian: "sudo apt-get install bubblewrap socat ripgrep",
  ubuntu: "sudo apt-get install bubblewrap socat ripgrep",
  fedora: "sudo dnf install bubblewrap socat ripgrep",
  rhel: "sudo dnf install bubblewrap socat ripgrep",
  suse: "sudo zypper install bubblewrap socat ripgrep",
  opensuse: "sudo zypper install bubblewrap socat ripgrep",
  arch: "sudo pacman -S bubblewrap socat ripgrep",
  alpine: "sudo apk add bubblewrap socat ripgrep",
  void: "sudo xbps-install bubblewrap socat ripgrep",
  gentoo: "sudo emerge sys-apps/bubblewrap net-misc/socat sys-apps/ripgrep",
  nixos: "nix-env -iA nixos.bubblewrap nixos.socat nixos.ripgrep",
};

/** The command that installs what the fence is made of, for the system that `/etc/os-release` names. */
export function installCommand(osRelease: string): string {
  const value = (key: string): readonly string[] =>
    (new RegExp(`^${key}=(.*)$`, "m").exec(osRelease)?.[1] ?? "").replaceAll('"', "").split(" ");
  const known = [...value("ID"), ...value("ID_LIKE")].map((id) => installers[id]).find((command) => command !== undefined);
  return known ?? "Install bubblewrap, socat and ripgrep with your system's package manager";
}

/** What to do where `bwrap` is there and fails, by what it said. */
export function cures(failure: string): readonly string[] {
  if (
    /setting up uid map|uid_map|No permissions to create (?:a )?new namespace|creating new namespace|clone.*not permitted|user namespace/i.test(
      failure,
    )
  ) {
    return [
      "Let users make namespaces: sudo sysctl -w kernel.unprivileged_userns_clone=1 user.max_user_namespaces=15000",
      "On Ubuntu 24.04 and later: sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0, or give bwrap a profile of AppArmor",
      "In a container: docker run --security-opt seccomp=unconfined --security-opt systempaths=unconfined, or rely on the container: sandbox.mode off",
    ];
  }
  if (/mount proc|\/proc/i.test(failure)) {
    return ["In a container: docker run --security-opt systempaths=unconfined, or rely on the container: sandbox.mode off"];
  }
  if (/loopback|RTM_NEWADDR/i.test(failure)) {
    return [
      "Let bwrap set up a network of its own: on Ubuntu, give it a profile of AppArmor that allows net_admin in its namespace",
    ];
  }
  return ["Try it by hand: bwrap --unshare-all --ro-bind / / --dev /dev --proc /proc true"];
}
