import { Args, Command, Flags } from "@ainative-code/sdk/command";
import { changeServer } from "../../app/mcp/edit-servers.ts";
import { givenServer } from "../../app/mcp/given-server.ts";
import { triedText, tryNamed } from "../../app/mcp/try-server.ts";
import { printable } from "../../app/printable.ts";
import { services } from "../../app/services.ts";

export default class McpAdd extends Command {
  static override description =
    "Add an MCP server: a program that is started when its tools are needed, or the URL of a service. It is tried out at once.";
  static override examples = [
    "<%= config.bin %> mcp add files -- npx -y @modelcontextprotocol/server-filesystem .",
    "<%= config.bin %> mcp add tracker https://mcp.example.com/mcp --header 'Authorization: keychain:tracker'",
    "<%= config.bin %> mcp add memory --project --env MEMORY_FILE=notes.json -- npx -y @modelcontextprotocol/server-memory",
  ];
  static override strict = false;
  static override args = { name: Args.string({ description: "what to call it", required: true, ignoreStdin: true }) };
  static override flags = {
    env: Flags.string({
      char: "e",
      multiple: true,
      multipleNonGreedy: true,
      description: "a variable for the program; the value may be a reference, as keychain:NAME is",
      helpValue: "NAME=VALUE",
    }),
    header: Flags.string({
      char: "H",
      multiple: true,
      multipleNonGreedy: true,
      description: "a header for the service; the value may be a reference",
      helpValue: "'NAME: VALUE'",
    }),
    transport: Flags.string({
      char: "t",
      options: ["stdio", "http", "sse"],
      description: "how to speak to it, where that is not plain",
    }),
    cwd: Flags.string({ description: "the folder that the program is started in" }),
    writable: Flags.string({
      multiple: true,
      multipleNonGreedy: true,
      description: "a folder that the program may write to in the sandbox, besides its working folder",
      helpValue: "FOLDER",
    }),
    sandbox: Flags.boolean({
      allowNo: true,
      description: "run the program in the sandbox or not at all; --no-sandbox: outside of it",
    }),
    "timeout-ms": Flags.integer({ min: 1, description: "milliseconds that a call may take without a word" }),
    "client-id": Flags.string({ description: "the OAuth client, where the service registers none by itself" }),
    project: Flags.boolean({ description: "for everybody who works on this project: in its .mcp.json" }),
    test: Flags.boolean({ default: true, allowNo: true, description: "try it out" }),
  };

  override async run(): Promise<unknown> {
    const { args, flags, argv } = await this.parse(McpAdd);
    const own = services(this.config);
    const words = argv.slice(1).map(String);
    const { transport, cwd, env = [], header: headers = [], writable = [], sandbox } = flags;
    const settings = givenServer({
      words, transport, cwd, env, headers, writable, sandbox,
      timeoutMs: flags["timeout-ms"],
      clientId: flags["client-id"],
    });
    const file = await changeServer(own, flags.project ? "project" : "user", args.name, settings);
    own.audit({ kind: "config", actor: "user", detail: { key: `mcp.servers.${args.name}`, change: "added", file } });
    this.log(`${printable(args.name)} is added in ${file}`);
    if (!flags.test) return { name: args.name, file };
    await own.reloadConfig();
    const tried = await tryNamed(own, args.name, this.signal);
    this.log(printable(triedText(tried)));
    return { name: args.name, file, tried };
  }
}
