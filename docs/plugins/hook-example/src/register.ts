import type { RegisterHook } from "@ainative-code/sdk";

const register: RegisterHook = ({ host }) => {
  host.on("tool:before", ({ call }) => {
    const command = call.name === "bash" ? String(call.input["command"]) : "";
    return /\bgit push\b.*(\s-f\b|\s--force\b)/.test(command) ? { deny: "A push by force is up to a person." } : undefined;
  });
  host.on("turn", ({ stop, usage }) => {
    host.log.info("a turn ended", { reason: stop.reason, tokens: usage?.output.total });
  });
};

export default register;
