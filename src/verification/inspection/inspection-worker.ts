import { Socket } from 'node:net';
import { drawChangedPages } from './draw-changed-pages.ts';
import { type DrawingRequest, isDrawingRequest } from './drawn-pages.ts';
import type { InspectionRequest } from './file-inspection.ts';
import { inspectFile } from './inspect-file.ts';
import { encodeFrame, type Frame, FrameReader } from './message-frames.ts';
import { preparePageRenderer } from './page-codes.ts';
import { prepareQrReader } from './qr-reader.ts';

/**
 * The program of an inspection process: judges, or draws, the files that come over descriptor 3, one after another, and ends when
 * the service is gone. What it cannot survive (memory, time) ends it; the service then answers for it.
 */
const MESSAGE_FD = 3;
const MAX_FILE_BYTES = 32 << 20;

const pipe = new Socket({ fd: MESSAGE_FD, readable: true, writable: true });
const frames = new FrameReader(MAX_FILE_BYTES);

async function judge({ head, body }: Frame): Promise<void> {
  const request = head as InspectionRequest | DrawingRequest;
  const answer = isDrawingRequest(request)
    ? await drawChangedPages(body, request)
    : await inspectFile(body, request);
  for (const part of encodeFrame(answer)) pipe.write(part);
}

pipe.on('data', (piece: Buffer) => {
  for (const frame of frames.take(piece)) judge(frame).catch(() => process.exit(1));
});
pipe.on('close', () => process.exit(0));
pipe.on('error', () => process.exit(1));

await Promise.all([prepareQrReader(), preparePageRenderer()]);
for (const part of encodeFrame('ready')) pipe.write(part);
