import sharp from 'sharp';
import { encode } from 'uqr';

/** A QR code of `text` (level M) as an 8-bit grey picture with a quiet zone of four modules. */
function codePixels(text: string, scale: number): { side: number; grey: Uint8Array } {
  const { data, size } = encode(text, { ecc: 'M', border: 4 });
  const side = size * scale;
  const grey = new Uint8Array(side * side).fill(255);
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++)
      if (data[Math.floor(y / scale)]?.[Math.floor(x / scale)]) grey[y * side + x] = 0;
  return { side, grey };
}

/** As a telephone would send it: turned a little, grey, JPEG. */
export function codePhoto(text: string): Promise<Buffer> {
  const { side, grey } = codePixels(text, 8);
  return sharp(grey, { raw: { width: side, height: side, channels: 1 } })
    .rotate(3, { background: '#ddd' })
    .blur(0.8)
    .jpeg({ quality: 70 })
    .toBuffer();
}

/** A still film in YUV4MPEG2 of 640 × 480, to be shown to a browser as its camera. */
export function codeFilm(text: string): Buffer {
  const [width, height] = [640, 480];
  const { side, grey } = codePixels(text, 6);
  const luma = Buffer.alloc(width * height, 200);
  const [left, top] = [(width - side) >> 1, (height - side) >> 1];
  for (let y = 0; y < side; y++) luma.set(grey.subarray(y * side, (y + 1) * side), (y + top) * width + left);
  const frame = Buffer.concat([Buffer.from('FRAME\n'), luma, Buffer.alloc((width * height) / 2, 128)]);
  return Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip C420jpeg\n`), frame, frame]);
}
