import { gzipSync } from "node:zlib";
import type { RequestListener } from "node:http";
import { expect } from "chai";
import type { Host } from "@ainative-code/sdk";
import { serve, serveRaw, type LocalServer } from "../../../test/infra/http/local-server.ts";
import { scene, type Scene } from "../../../test/infra/http/scene.ts";
import { readablePage } from "../src/readable-page.ts";
import webFetch from "../src/web-fetch.ts";
import { samplePdf } from "./sample-pdf.ts";
import { withTools } from "./with-tools.ts";

const paragraph = "<p>The quick brown fox jumps over the lazy dog, again and again, until the evening comes and both of them are tired.</p>";

describe("web_fetch", () => {
  let server: LocalServer | undefined;
  let here: Scene | undefined;
  let asked: string[] = [];
  let config: Record<string, unknown> = {};
  const allowed: string[] = [];
  let made: Host | undefined;
  const bench = withTools(() => (made ??= hostOf()));

  function hostOf(): Host {
    here = scene({ hosts: ["public:*"], allowPrivateFetch: allowed });
    const partial: Partial<Host> = { fetch: here.fetch, config };
    if (isHost(partial)) return partial;
    throw new Error("no host");
  }

  beforeEach(() => {
    asked = [];
    config = {};
    made = undefined;
    allowed.length = 0;
  });
  afterEach(async () => {
    here?.close();
    await server?.close();
    server = undefined;
  });

  /** Serves pages by path; robots.txt is missing unless it is among them. */
  async function site(pages: Readonly<Record<string, RequestListener | string>>): Promise<string> {
    server = await serve((request, response) => {
      asked.push(request.url ?? "");
      const page = pages[request.url ?? ""];
      if (page === undefined) return void response.writeHead(404, { "content-type": "text/plain" }).end("nothing here");
      if (typeof page === "string") return void response.writeHead(200, { "content-type": "text/html" }).end(page);
      page(request, response);
    });
    allowed.push(`127.0.0.1:${server.port}`);
    return server.base;
  }
  const file = (type: string, content: string | Buffer): RequestListener => (_request, response) => void response.writeHead(200, { "content-type": type }).end(content);

  it("gives the main part of a page as Markdown, with title, address and absolute links", async () => {
    const base = await site({
      "/docs/page": `<!doctype html><html><head><title>A &amp; B</title><style>x{}</style></head><body><nav><a href=/>Home</a></nav>
        <article><h2>Head</h2>${paragraph.repeat(8)}<p>See <a href="../other?x=1">other</a>, <a href="javascript:alert(1)">run</a>.</p>
        <pre><code>const a = 1;</code></pre><ul><li>one</li><li>two</li></ul><img src=a.png alt="a fox"></article><script>alert("no")</script></body></html>`,
    });
    const text = await bench.ask(webFetch, { url: `${base}/docs/page#part` });
    expect(text).to.match(new RegExp(`^Title: A & B\nURL: ${base}/docs/page\n\n`));
    expect(text).to.contain("## Head").and.to.contain(`[other](${base}/other?x=1)`).and.to.contain("```\nconst a = 1;\n```");
    expect(text).to.match(/-\s+one\n-\s+two/).and.to.contain("[image: a fox]");
    expect(text).to.not.match(/alert|x\{\}|Home/);
    expect(asked).to.deep.equal(["/robots.txt", "/docs/page"]);
    expect(bench.progress.join()).to.contain("/docs/page");
  });

  it("gives all of a page without a main part, and says that there is no text", async () => {
    const base = await site({ "/short": "<p>Hello <b>you</b></p><script>x()</script>", "/app": "<html><body><div id=root></div><script>go()</script></body></html>" });
    expect(await bench.ask(webFetch, { url: `${base}/short` })).to.equal(`URL: ${base}/short\n\nHello **you**`);
    expect(await bench.ask(webFetch, { url: `${base}/app` })).to.contain("the page has no text");
  });

  it("gives text, JSON and PDF as they are", async () => {
    const base = await site({
      "/a.json": file("application/vnd.x+json; charset=utf-8", '{"a": "<b>"}'),
      "/a.md": file("text/markdown", "# A\n\n<b>"),
      "/untyped": (_request, response) => void response.writeHead(200).end("plain"),
      "/a.pdf": file("application/pdf", Buffer.from(samplePdf([["One"], ["Two"]]))),
    });
    expect(await bench.ask(webFetch, { url: `${base}/a.json` })).to.equal(`URL: ${base}/a.json\n\n{"a": "<b>"}`);
    expect(await bench.ask(webFetch, { url: `${base}/a.md` })).to.equal(`URL: ${base}/a.md\n\n# A\n\n<b>`);
    expect(await bench.ask(webFetch, { url: `${base}/untyped` })).to.contain("plain");
    expect(await bench.ask(webFetch, { url: `${base}/a.pdf`, pages: "2" })).to.contain("Two").and.to.not.contain("One");
  });

  it("refuses other types by name, and reads nothing of them into the answer", async () => {
    const base = await site({
      "/a.png": file("image/png", "x"),
      "/a.zip": file("application/zip", "x"),
      "/bytes": (_request, response) => void response.writeHead(200).end(Buffer.from([1, 0, 2])),
    });
    expect(await bench.failure(webFetch, { url: `${base}/a.png` })).to.match(/^unsupported: .*a\.png is image\/png, which has no text/);
    expect(await bench.failure(webFetch, { url: `${base}/a.zip` })).to.contain("application/zip");
    expect(await bench.failure(webFetch, { url: `${base}/bytes` })).to.match(/^unsupported: /);
  });

  it("reads charsets by mark, header and page, and takes an unknown one for UTF-8", async () => {
    const latin = Buffer.from("<html><head><meta charset='windows-1252'></head><body><p>Gr\u00fc\u00dfe</p></body></html>", "latin1");
    const base = await site({
      "/meta": file("text/html", latin),
      "/header": file('text/plain; charset="ISO-8859-1"', Buffer.from("Gr\u00fc\u00dfe", "latin1")),
      "/mark": file("text/plain; charset=latin1", Buffer.from("\ufeffGr\u00fc\u00dfe")),
      "/wide": file("text/plain", Buffer.from("\ufeffGr\u00fc\u00dfe", "utf16le")),
      "/unknown": file("text/plain; charset=klingon", "Gr\u00fc\u00dfe"),
    });
    for (const path of ["meta", "header", "mark", "wide", "unknown"]) expect(await bench.ask(webFetch, { url: `${base}/${path}` }), path).to.match(/\n\nGrüße$/);
  });

  it("shows a long text in parts without asking again, and never half a character", async () => {
    const text = `${"x".repeat(29_999)}\u{1f98a}${"y".repeat(20_000)}`;
    const base = await site({ "/long": file("text/plain", text) });
    const first = await bench.ask(webFetch, { url: `${base}/long` });
    expect(first).to.match(/🦊\n\(characters 0 to 30001 of 50001; go on with offset 30001\)$/);
    const second = await bench.ask(webFetch, { url: `${base}/long`, offset: 30_001 });
    expect(second).to.match(/^URL: .*\n\ny{20000}$/);
    expect(await bench.ask(webFetch, { url: `${base}/long`, offset: 60_000 })).to.contain("there is nothing at offset 60000");
    expect(asked).to.deep.equal(["/robots.txt", "/long"]);
  });

  it("follows redirects on the same host, tells those to another, and ends circles", async () => {
    const to = (location: string): RequestListener => (_request, response) => void response.writeHead(302, { location }).end();
    const base = await site({ "/a": to("/b"), "/b": to("c"), "/c": "<p>there</p>", "/out": to("https://other.test/page?q=1"), "/round": to("/round"), "/file": to("file:///etc/passwd"), "/in": to("http://169.254.169.254/latest/") });
    expect(await bench.ask(webFetch, { url: `${base}/a` })).to.equal(`URL: ${base}/c\n\nthere`);
    const out = await bench.run(webFetch, { url: `${base}/out` });
    expect(out.content).to.contain("leads to another host: https://other.test/page?q=1");
    expect(out.details).to.include({ movedTo: "https://other.test/page?q=1" });
    expect(await bench.ask(webFetch, { url: `${base}/in` })).to.contain("It was not followed");
    expect(await bench.failure(webFetch, { url: `${base}/round` })).to.match(/^network: .*more than 5 times/);
    expect(asked.filter((path) => path === "/round")).to.have.length(6);
    expect(await bench.failure(webFetch, { url: `${base}/file` })).to.match(/^invalid-input: file: addresses are not read/);
    expect(here?.lookedUp).to.deep.equal([]);
  });

  it("respects robots.txt, asked once, unless the user turned that off", async () => {
    const base = await site({
      "/robots.txt": file("text/plain", "User-agent: *\nAllow: /\n\nUser-agent: AINative-Code\nDisallow: /private\nAllow: /private/open\n"),
      "/private/x": "<p>secret</p>",
      "/private/open": "<p>open</p>",
      "/way": (_request, response) => void response.writeHead(302, { location: "/private/x" }).end(),
    });
    expect(await bench.failure(webFetch, { url: `${base}/private/x` })).to.match(/^forbidden: .* does not want \/private\/x to be read by programs/);
    expect(await bench.failure(webFetch, { url: `${base}/way` })).to.match(/^forbidden: .* does not want \/private\/x/);
    expect(await bench.ask(webFetch, { url: `${base}/private/open` })).to.contain("open");
    expect(asked).to.deep.equal(["/robots.txt", "/way", "/private/open"]);
    config["respectRobots"] = false;
    expect(await bench.ask(webFetch, { url: `${base}/private/x` })).to.contain("secret");
  });

  it("takes a robots.txt that fails for a no, and a missing one for a yes", async () => {
    const base = await site({ "/robots.txt": (_request, response) => void response.writeHead(503).end(), "/x": "<p>x</p>" });
    expect(await bench.failure(webFetch, { url: `${base}/x` })).to.match(/^forbidden: .*can't tell at present/);
    expect(asked).to.deep.equal(["/robots.txt"]);
  });

  it("tells an error status with what the page says", async () => {
    const base = await site({});
    const output = await bench.run(webFetch, { url: `${base}/none` });
    expect(output).to.include({ isError: true, content: `${base}/none answered with status 404.\n\nnothing here` });
  });

  it("names the host for permission as it is asked, whatever the spelling", () => {
    const table: readonly (readonly [string, string])[] = [
      ["https://Example.com/x", "example.com"],
      ["https://example.com./x", "example.com"],
      ["https://example.com:443/", "example.com"],
      ["https://example.com:8443/", "example.com:8443"],
      ["https://example.com.:8443/", "example.com:8443"],
      ["https://good.test@evil.test/", "evil.test"],
      ["https:\\\\evil.test\\@good.test/", "evil.test"],
      ["http://0x7f.1/", "127.0.0.1"],
      ["http://2130706433/", "127.0.0.1"],
      ["http://017700000001:80/", "127.0.0.1"],
      ["http://[::ffff:127.0.0.1]/", "[::ffff:7f00:1]"],
      ["https://ex\u0430mple.com/", "xn--exmple-4nf.com"],
      ["no address", "no address"],
    ];
    for (const [url, host] of table) expect(webFetch.access({ url }), url).to.deep.equal([{ kind: "network", host }]);
  });

  it("refuses addresses of this machine, other schemes, credentials and what is no address", async () => {
    const inner = await serve((_request, response) => response.end("inside"));
    for (const host of ["127.0.0.1", "localhost", "0x7f.1", "2130706433", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "127.0.0.1."]) {
      expect(await bench.failure(webFetch, { url: `http://${host}:${inner.port}/` }), host).to.match(/^forbidden: .*not an address of the public internet/);
    }
    expect(inner.connections()).to.equal(0);
    await inner.close();
    for (const url of ["file:///etc/passwd", "ftp://x.test/", "javascript:1", "data:text/plain,x", "https://u:p@x.test/", "https://u@x.test/", "x.test", ""]) {
      expect(await bench.failure(webFetch, { url }), url).to.match(/^invalid-input: /);
    }
  });

  describe("on a bad day", () => {
    const bad = (listener: RequestListener): Promise<string> => site({ "/x": listener });

    it("stops at 5 MiB, also of what is compressed", async () => {
      let sent = 0;
      const base = await site({
        "/huge": (_request, response) => {
          response.writeHead(200, { "content-type": "text/plain" });
          const chunk = Buffer.alloc(1024 * 1024, "x");
          const more = (): void => {
            if (response.destroyed || sent >= 100) return void response.end();
            sent++;
            if (response.write(chunk)) setImmediate(more);
            else response.once("drain", more);
          };
          more();
        },
        "/bomb": (_request, response) => void response.writeHead(200, { "content-type": "text/plain", "content-encoding": "gzip" }).end(gzipSync(Buffer.alloc(100 * 1024 * 1024))),
      });
      expect(await bench.failure(webFetch, { url: `${base}/huge` })).to.match(/^protocol: .* is larger than 5 MiB/);
      expect(sent).to.be.lessThan(60);
      expect(await bench.failure(webFetch, { url: `${base}/bomb` })).to.match(/^protocol: .* is larger than 5 MiB/);
    });

    it("says that the connection was lost", async () => {
      const base = await bad((_request, response) => {
        response.writeHead(200, { "content-type": "text/html", "content-length": "1000" });
        response.write("<p>half");
        setTimeout(() => response.destroy(), 10);
      });
      expect(await bench.failure(webFetch, { url: `${base}/x` })).to.match(/^network: .*closed the connection in the middle/);
    });

    it("says that nothing readable came", async () => {
      server = await serveRaw((socket) => socket.end("220 mail.test ESMTP\r\n"));
      allowed.push(`127.0.0.1:${server.port}`);
      expect(await bench.failure(webFetch, { url: server.base })).to.match(/^(protocol|network): /);
    });

    it("ends at the user's word while a server says nothing, or drips", async () => {
      const base = await bad((_request, response) => {
        response.writeHead(200, { "content-type": "text/html" });
        const timer = setInterval(() => response.write("x"), 5);
        response.on("close", () => clearInterval(timer));
        setTimeout(() => bench.abort(), 30);
      });
      expect(await bench.failure(webFetch, { url: `${base}/x` })).to.match(/^cancelled: /);
    });

    it("gives the plain text of a page that is nested to no end", async () => {
      const base = await site({ "/deep": `<html><head><title>Deep</title></head><body>${"<div>".repeat(50_000)}found &lt;me&gt;</body></html>` });
      expect(await bench.ask(webFetch, { url: `${base}/deep` })).to.equal(`Title: Deep\nURL: ${base}/deep\n\nfound <me>`);
    });

    it("gives the plain text of a page that takes too long to be taken apart", async () => {
      const html = `<title>Slow</title>${`${"<div>".repeat(250)}x${"</div>".repeat(250)}`.repeat(50)}`;
      const { title, text } = await readablePage(html, "https://x.test/", new AbortController().signal, 300);
      expect({ title, text: text.replaceAll(/\s/g, "") }).to.deep.equal({ title: "Slow", text: "x".repeat(50) });
    });
  });
});

function isHost(value: Partial<Host>): value is Host {
  return value.fetch !== undefined;
}
