import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SIGNATURE_LEVELS, type SignatureLevel } from '../../../src/signing/signature-level.ts';
import { ask } from '../../support/pdf-judges.ts';
import { certificatePem } from '../../support/signing-identity.ts';
import { hasTool } from '../../support/tools.ts';
import { HOLDS, type JudgedFile, type JudgedTrust } from './judged-file.ts';
import { type Asked, JUDGES, type Judge } from './judges.ts';
import { SEAL_KINDS, SealingWorld, type SealKind, STAMPED_AT } from './sealing-world.ts';
import { foreignIdentity, SOURCE_KINDS, type SourceKind } from './source-files.ts';

/** Level × kind of seal × kind of source: what each judge says of the file and of its twin. */
export interface Cell {
  readonly kind: SealKind;
  readonly level: SignatureLevel;
  readonly source: SourceKind;
  /** Empty where the program that makes the source is not installed. */
  readonly opinions: Map<Judge, Opinion>;
}

export interface Opinion {
  readonly ofFile: string;
  readonly ofTwin: string;
}

/** Judges that find the file good and its twin bad. */
export const judgesThatHold = ({ opinions }: Cell): Judge[] =>
  [...opinions]
    .filter(([, { ofFile, ofTwin }]) => ofFile === HOLDS && ofTwin !== HOLDS)
    .map(([judge]) => judge);

/**
 * Makes every file of the table and puts it before every judge that is installed.
 *
 * @param folder for the files; the caller removes it
 */
export async function makeJudgeTable(folder: string): Promise<Cell[]> {
  const world = await SealingWorld.found();
  const foreign = foreignIdentity();
  const trust = await writeTrust(folder, world, foreign.authorityCertificateDer);
  const cells: Cell[] = [];
  const files = new Map<Cell, JudgedFile>();
  for (const source of SOURCE_KINDS) {
    const isMakeable = source.tool === undefined || hasTool(source.tool);
    const pdf = isMakeable ? await source.make(world, foreign) : undefined;
    for (const kind of SEAL_KINDS) {
      for (const level of SIGNATURE_LEVELS) {
        const cell: Cell = { kind, level, source, opinions: new Map() };
        cells.push(cell);
        if (pdf === undefined) continue;
        const sealed = await (source.isRaised
          ? world.sealAndRaise(pdf, kind, level)
          : world.seal(pdf, kind, level));
        files.set(cell, await writeTwins(join(folder, `file-${cells.length}`), sealed, cell));
      }
    }
  }
  for (const judge of JUDGES) if (judge.missing === undefined) await hear(judge, files, trust);
  return cells;
}

/** The judge is asked about every file and its twin; for the syntax alone a changed byte is none, so a cut file stands in. */
async function hear(judge: Judge, files: ReadonlyMap<Cell, JudgedFile>, trust: JudgedTrust): Promise<void> {
  const asked = [...files.values()].flatMap((file): Asked[] => [
    { file, path: file.path },
    { file, path: judge.judges === 'syntax' ? file.cutPath : file.twinPath },
  ]);
  const answers = await judge.askAll(asked, trust);
  [...files.keys()].forEach((cell, index) => {
    const [ofFile = '', ofTwin = ''] = answers.slice(index * 2);
    cell.opinions.set(judge, { ofFile, ofTwin });
  });
}

/** A month of the signing time, which is signed, is another: the file stays readable. */
async function writeTwins(path: string, sealed: Buffer, cell: Cell): Promise<JudgedFile> {
  const { kind, level, source } = cell;
  const file = {
    kind,
    level,
    source,
    path: `${path}.pdf`,
    twinPath: `${path}-twin.pdf`,
    cutPath: `${path}-cut.pdf`,
  };
  const twin = Buffer.from(sealed);
  const before = '/M (D:20260';
  twin.write('7', twin.lastIndexOf(before) + before.length, 'latin1');
  await writeFile(file.path, sealed);
  await writeFile(file.twinPath, twin);
  await writeFile(file.cutPath, sealed.subarray(0, sealed.length - 300));
  return file;
}

async function writeTrust(
  folder: string,
  { pki, unitOf }: SealingWorld,
  foreignRootDer: Uint8Array,
): Promise<JudgedTrust> {
  const roots = [pki.root.certificate.der, foreignRootDer].map(certificatePem);
  const write = async (name: string, text: string): Promise<string> => {
    await writeFile(join(folder, name), text);
    return join(folder, name);
  };
  const unitPath = (kind: SealKind) => join(folder, `unit-${SEAL_KINDS.indexOf(kind)}.pem`);
  for (const kind of SEAL_KINDS)
    await writeFile(unitPath(kind), certificatePem(unitOf(kind).certificate.der));
  const store = ['-d', `sql:${folder}`];
  await ask('certutil', ['-N', ...store, '--empty-password']);
  for (const [index, pem] of roots.entries()) {
    const path = await write(`root-${index}.pem`, pem);
    await ask('certutil', ['-A', ...store, '-n', `root-${index}`, '-t', 'CT,C,C', '-i', path]);
  }
  return {
    rootsPath: await write('roots.pem', roots.join('')),
    issuerPath: await write('issuer.pem', certificatePem(pki.issuing.certificate.der)),
    unitPath,
    nssFolder: folder,
    freshAtSeconds: STAMPED_AT.getTime() / 1000,
  };
}
