import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeTestPki, type TestPki } from '../factories/test-pki.ts';
import { BuiltProgram } from '../support/built-program.ts';
import { drawPdf } from '../support/drawn-pdf.ts';
import { paintOver } from '../support/painted-over-pdf.ts';
import { sealStamped } from '../support/stamped-seal.ts';

/** Without a database, a service or a variable: the program as it is installed. */
describe('the built program, told to verify', () => {
  let program: BuiltProgram;
  let pki: TestPki;
  const at = (name: string): string => join(program.folder, name);

  beforeAll(async () => {
    program = new BuiltProgram();
    pki = await makeTestPki();
    const now = new Date();
    const sealed = Buffer.from(await sealStamped(pki, now));
    const [ofRoot = Buffer.alloc(0), ofUnits = Buffer.alloc(0)] = await pki.crls(now);
    mkdirSync(at('trust'));
    writeFileSync(at('trust/root.cer'), pki.root.certificate.der);
    writeFileSync(at('trust/units.cer'), pki.issuing.certificate.der);
    writeFileSync(at('trust/root.crl'), ofRoot);
    writeFileSync(at('trust/units.crl'), ofUnits);
    writeFileSync(at('sealed.pdf'), sealed);
    writeFileSync(at('painted.pdf'), paintOver(sealed));
    writeFileSync(at('plain.pdf'), drawPdf().bytes);
    writeFileSync(at('text.pdf'), 'hello');
  }, 120_000);
  afterAll(() => rmSync(program.folder, { recursive: true, force: true }));

  async function verify(...options: string[]) {
    const { exited, said } = program.run('verify', {}, options);
    return { exitCode: await exited, said: said() };
  }

  it.each([
    ['sealed.pdf', 0, 'valid'],
    ['painted.pdf', 1, 'invalid'],
    ['plain.pdf', 2, 'unsigned'],
    ['text.pdf', 3, 'unreadable'],
    ['missing.pdf', 3, 'unreadable'],
  ])('ends for %s with %d: %s', async (name, exitCode, conclusion) => {
    const answer = await verify(at(name), '--trust', at('trust'), '--offline', '--json');
    expect(answer.exitCode).toBe(exitCode);
    expect(answer.said.trimEnd().split('\n')).toHaveLength(1);
    expect(JSON.parse(answer.said)).toMatchObject({ file: at(name), conclusion });
  });

  it('is undecided without anybody to trust, and ends with 64 and its usage when used wrongly', async () => {
    expect((await verify(at('sealed.pdf'), '--offline')).exitCode).toBe(2);
    const wrong = await verify('--nonsense');
    expect(wrong.exitCode).toBe(64);
    expect(wrong.said).toContain('zhaozhang verify FILE');
  });
});
