import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { DrawnPage } from '../inspection/drawn-pages.ts';
import { INSPECTION_LIMITS, InspectionEnded, InspectionProcess } from '../inspection/inspection-process.ts';
import { inspectionProgram } from '../inspection/inspection-program.ts';
import type { ChangePictures, FileReport } from './file-report.ts';

/** What an inspection process takes. */
const MAX_DRAWN_BYTES = 32 << 20;

/**
 * Writes pictures of the changed pages, as they were when they were signed and as they are, framed in red where they
 * differ. They are drawn in an inspection process: the renderer is handed a file from anyone.
 *
 * @param folder made where it is missing
 * @returns paths of what was written; nothing for a file without changes, or one that cannot be drawn
 * @throws Error when the folder cannot be written
 */
export async function drawChangePictures(report: FileReport, folder: string): Promise<ChangePictures[]> {
  const changed = report.signatures.find(
    ({ integrity, changes }) => integrity.status === 'passed' && changes.status === 'failed',
  );
  if (changed === undefined || (report.byteLength ?? Infinity) > MAX_DRAWN_BYTES) return [];
  const { coveredLength, found } = changed.changes;
  const pages = found.flatMap(({ page, isPermitted }) => (page === null || isPermitted ? [] : [page]));
  // A change of the whole document shows on its pages, if anywhere.
  const shown = pages.length > 0 ? [...new Set(pages)].sort((a, b) => a - b) : [1];
  const drawn = await draw(await readFile(report.file), coveredLength, shown);
  await mkdir(folder, { recursive: true });
  const stem = join(folder, `${basename(report.file)}-${report.sha256?.slice(0, 8)}`);
  return Promise.all(drawn.map((page) => write(page, stem)));
}

async function draw(
  file: Buffer,
  coveredLength: number,
  pages: readonly number[],
): Promise<readonly DrawnPage[]> {
  const process = new InspectionProcess(inspectionProgram(), INSPECTION_LIMITS, () => undefined);
  try {
    return await process.draw({ draw: { coveredLength, pages } }, file);
  } catch (error) {
    if (error instanceof InspectionEnded) return [];
    throw error;
  } finally {
    process.kill();
  }
}

async function write({ page, before, after }: DrawnPage, stem: string): Promise<ChangePictures> {
  const put = async (png: string | null, when: 'before' | 'after'): Promise<string | null> => {
    if (png === null) return null;
    const path = `${stem}-page${page}-${when}.png`;
    await writeFile(path, Buffer.from(png, 'base64'));
    return path;
  };
  return { page, before: await put(before, 'before'), after: await put(after, 'after') };
}
