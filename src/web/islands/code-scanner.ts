import { decodeQR } from 'qr/decode.js';

/** Widths tried on a photo: small first, for it is quick and blurs noise away; then finer. */
const PHOTO_WIDTHS = [1200, 2000, 3600];
const PHOTO_BUDGET_MS = 1500;
const FRAME_WIDTH = 1280;
const BETWEEN_FRAMES_MS = 120;

function pixelsOf(source: CanvasImageSource, width: number, height: number): ImageData {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no canvas');
  context.drawImage(source, 0, 0, width, height);
  return context.getImageData(0, 0, width, height);
}

function decode(pixels: ImageData, timeLimit?: number): string | null {
  try {
    return decodeQR(pixels, timeLimit === undefined ? {} : { timeLimit, effort: 3 });
  } catch {
    return null;
  }
}

/** The text of a QR code in a picture; null when none is found. The picture does not leave the telephone. */
export async function scanPhoto(file: Blob): Promise<string | null> {
  const picture = await createImageBitmap(file).catch(() => null);
  if (!picture) return null;
  for (const wanted of PHOTO_WIDTHS) {
    const scale = Math.min(1, wanted / Math.max(picture.width, picture.height));
    const [width, height] = [picture.width, picture.height].map((side) => Math.round(side * scale));
    const text = decode(pixelsOf(picture, width ?? 1, height ?? 1), PHOTO_BUDGET_MS);
    if (text !== null || scale === 1) return text;
  }
  return null;
}

/**
 * Shows the camera in `video` and calls `found` with each text that is read, until stopped.
 *
 * @returns what stops it
 * @throws DOMException when there is no camera or the reader refuses it
 */
export async function scanCamera(
  video: HTMLVideoElement,
  found: (text: string) => void,
): Promise<() => void> {
  const constraints = { video: { facingMode: 'environment', width: { ideal: FRAME_WIDTH } } };
  const stream = await navigator.mediaDevices.getUserMedia(constraints);
  video.srcObject = stream;
  await video.play();
  const timer = setInterval(() => {
    if (video.videoWidth === 0) return;
    const text = decode(pixelsOf(video, video.videoWidth, video.videoHeight));
    if (text !== null) found(text);
  }, BETWEEN_FRAMES_MS);
  return () => {
    clearInterval(timer);
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  };
}
