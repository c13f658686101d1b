import { expect } from "chai";
import { openConnection } from "../../../src/infra/sqlite/connection.ts";
import type { Connection } from "../../../src/infra/sqlite/connection.ts";
import { chooseDriver } from "../../../src/infra/sqlite/driver/choose-driver.ts";
import { eachDriver } from "./each-driver.ts";
import { tempFile } from "./temp-file.ts";

const insert = "INSERT INTO t (x) VALUES (?)";

eachDriver("a connection", (driver) => {
  const opened: Connection[] = [];
  const open = async (file: string, busyMs = 1000): Promise<Connection> => {
    const connection = await openConnection(file, chooseDriver(driver).driver, busyMs);
    opened.push(connection);
    return connection;
  };

  afterEach(async () => {
    for (const connection of opened.splice(0)) await connection.close().catch(() => undefined);
  });

  it("gives the same rows however often a statement comes, with the values of each time", async () => {
    const connection = await open(tempFile());
    await connection.query("CREATE TABLE t (x)");
    for (const x of [1, 2, 3, 4]) expect(await connection.query(insert, [x])).to.deep.equal([]);
    for (const x of [4, 3, 2, 1]) expect(await connection.query("SELECT x FROM t WHERE x = ?", [x])).to.deep.equal([{ x }]);
  });

  it("keeps the order of what is asked for at once", async () => {
    const connection = await open(tempFile());
    const rows = await Promise.all([1, 2, 3, 4].map(async (x) => connection.query("SELECT ? AS x", [x])));
    expect(rows).to.deep.equal([[{ x: 1 }], [{ x: 2 }], [{ x: 3 }], [{ x: 4 }]]);
  });

  it("says the same of a statement that can't be, each time", async () => {
    const connection = await open(tempFile());
    for (let time = 1; time <= 3; time++) {
      const failed = await connection.query("SELECT nonsense").catch((error: unknown) => error);
      expect(failed).to.be.an("error").with.property("message").that.includes("no such column");
    }
    expect(await connection.query("SELECT 1 AS x")).to.deep.equal([{ x: 1 }]);
  });

  it("holds no lock with a statement that it keeps, after a failure either", async () => {
    const file = tempFile();
    const [one, other] = [await open(file), await open(file, 1)];
    await one.query("CREATE TABLE t (x UNIQUE)");
    for (const x of [1, 2, 3]) await one.query(insert, [x]);
    for (const x of [1, 2, 3]) expect(await one.query(insert, [x]).catch(() => "refused")).to.equal("refused");
    for (const x of [4, 5, 6]) await other.query(insert, [x]);
    expect(await one.query("SELECT count(*) AS n FROM t")).to.deep.equal([{ n: 6 }]);
  });

  it("sees a table that another process has changed since", async () => {
    const file = tempFile();
    const [one, other] = [await open(file), await open(file)];
    await one.query("CREATE TABLE t (x)");
    for (const x of [1, 2, 3]) await one.query("INSERT INTO t (x) VALUES (?)", [x]);
    await other.query("ALTER TABLE t ADD COLUMN y DEFAULT 7");
    await one.query(insert, [4]);
    expect(await one.query("SELECT * FROM t WHERE x = 4")).to.deep.equal([{ x: 4, y: 7 }]);
  });

  it("is closed with what it keeps, and lent to a library it stays open", async () => {
    const connection = await open(tempFile());
    for (let time = 1; time <= 3; time++) await connection.query("SELECT 1 AS x");
    const { Database } = connection.asDriver();
    const lent = await new Promise<InstanceType<typeof Database>>((resolve) => {
      const database = new Database("another.db", () => resolve(database));
    });
    await new Promise<void>((resolve) => lent.close(() => resolve()));
    expect(await connection.query("SELECT 1 AS x")).to.deep.equal([{ x: 1 }]);
    await connection.close();
    expect(await connection.query("SELECT 1 AS x").catch(() => "closed")).to.equal("closed");
  });
});
