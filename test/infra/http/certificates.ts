import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/** An authority of this test run, and servers' certificates of all kinds of trouble. Made by openssl. */
export interface Certificates {
  readonly authority: string;
  /** For localhost and 127.0.0.1. */
  readonly good: Certificate;
  readonly expired: Certificate;
  readonly otherHost: Certificate;
  readonly selfSigned: Certificate;
}

const newKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];

export function makeCertificates(): Certificates {
  const folder = mkdtempSync(join(tmpdir(), "certificates-"));
  const openssl = (...args: string[]): void => void execFileSync("openssl", args, { cwd: folder, stdio: "ignore" });
  const text = (name: string): string => readFileSync(join(folder, name), "utf8");
  const selfSign = (name: string): void =>
    openssl("req", "-x509", ...newKey, "-keyout", `${name}.key`, "-out", `${name}.pem`, "-subj", `/CN=${name}`, "-days", "2");
  const issue = (name: string, altName: string, days: string): Certificate => {
    writeFileSync(join(folder, "alt"), `subjectAltName=${altName}`);
    openssl("req", ...newKey, "-keyout", `${name}.key`, "-out", `${name}.csr`, "-subj", `/CN=${name}`);
    const signer = ["-CA", "authority.pem", "-CAkey", "authority.key", "-CAcreateserial"];
    openssl("x509", "-req", "-in", `${name}.csr`, ...signer, "-days", days, "-extfile", "alt", "-out", `${name}.pem`);
    return { key: text(`${name}.key`), cert: text(`${name}.pem`) };
  };
  try {
    selfSign("authority");
    selfSign("alone");
    const here = "DNS:localhost,IP:127.0.0.1,DNS:api.vendor.test";
    return {
      authority: text("authority.pem"),
      good: issue("good", here, "2"),
      expired: issue("expired", here, "-1"),
      otherHost: issue("other", "DNS:other.example", "2"),
      selfSigned: { key: text("alone.key"), cert: text("alone.pem") },
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
