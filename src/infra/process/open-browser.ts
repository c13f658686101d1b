import { childProcess } from "./child-process.ts";

/** Shows a web page in the user's browser. False where there is none to be started, or the address is none of the web. */
export async function openBrowser(url: URL, env: Readonly<Record<string, string | undefined>>): Promise<boolean> {
  if (!/^https?:$/.test(url.protocol)) return false;
  if (process.platform === "linux" && (env["DISPLAY"] ?? env["WAYLAND_DISPLAY"] ?? env["BROWSER"] ?? "") === "") return false;
  const [program, ...args] = opener(url.href);
  return new Promise((resolve) => {
    const child = childProcess().spawn(program, args, { stdio: "ignore", detached: true, env });
    child.once("error", () => resolve(false));
    child.once("spawn", () => {
      child.unref();
      resolve(true);
    });
  });
}

function opener(address: string): readonly [string, ...string[]] {
  if (process.platform === "darwin") return ["open", address];
  // No shell: an address may hold characters that mean something to one.
  return process.platform === "win32" ? ["rundll32", "url.dll,FileProtocolHandler", address] : ["xdg-open", address];
}
