/**
 * A version 2 ICC profile of sRGB (IEC 61966-2-1), built from its numbers: three primaries adapted to D50 and the
 * sRGB curve sampled at 1,024 points. PDF/A wants one as output intent; making it needs nobody's licence.
 */
export function srgbProfile(): Uint8Array {
  const tags: readonly (readonly [string, Buffer])[] = [
    ['desc', descriptionTag('sRGB IEC61966-2.1')],
    ['cprt', textTag('No copyright, use freely')],
    ['wtpt', xyzTag(0.9642, 1, 0.8249)],
    ['rXYZ', xyzTag(0.43607, 0.22249, 0.01392)],
    ['gXYZ', xyzTag(0.38515, 0.71687, 0.09708)],
    ['bXYZ', xyzTag(0.14307, 0.06061, 0.7141)],
    ['rTRC', curveTag()],
  ];
  const tableLength = 4 + (tags.length + 2) * 12;
  const offsets: number[] = [];
  let at = 128 + tableLength;
  for (const [, data] of tags) {
    offsets.push(at);
    at += data.length;
  }
  const table = Buffer.alloc(tableLength);
  const shared = [...tags, ['gTRC', tags[6]?.[1]], ['bTRC', tags[6]?.[1]]] as const;
  table.writeUInt32BE(shared.length, 0);
  shared.forEach(([signature, data], index) => {
    table.write(signature, 4 + index * 12, 'latin1');
    table.writeUInt32BE(offsets[Math.min(index, 6)] ?? 0, 8 + index * 12);
    table.writeUInt32BE(data?.length ?? 0, 12 + index * 12);
  });
  return Buffer.concat([header(at), table, ...tags.map(([, data]) => data)]);
}

/** ICC.1:2001-04 §6.1; the date is that of the standard, so that equal input gives equal bytes. */
function header(length: number): Buffer {
  const bytes = Buffer.alloc(128);
  bytes.writeUInt32BE(length, 0);
  bytes.writeUInt32BE(0x02100000, 8);
  bytes.write('mntrRGB XYZ ', 12, 'latin1');
  [1999, 10, 1].forEach((part, index) => {
    bytes.writeUInt16BE(part, 24 + index * 2);
  });
  bytes.write('acsp', 36, 'latin1');
  writeXyz(bytes, 68, 0.9642, 1, 0.8249);
  return bytes;
}

function writeXyz(bytes: Buffer, at: number, ...values: number[]): void {
  values.forEach((value, index) => {
    bytes.writeInt32BE(Math.round(value * 65_536), at + index * 4);
  });
}

function xyzTag(x: number, y: number, z: number): Buffer {
  const bytes = Buffer.alloc(20);
  bytes.write('XYZ ', 0, 'latin1');
  writeXyz(bytes, 8, x, y, z);
  return bytes;
}

function textTag(text: string): Buffer {
  return padded(Buffer.from(`text\0\0\0\0${text}\0`, 'latin1'));
}

/** `textDescriptionType`: the ASCII text, then empty Unicode and Macintosh forms. */
function descriptionTag(text: string): Buffer {
  const ascii = Buffer.from(`${text}\0`, 'latin1');
  const bytes = Buffer.alloc(12 + ascii.length + 8 + 70);
  bytes.write('desc', 0, 'latin1');
  bytes.writeUInt32BE(ascii.length, 8);
  ascii.copy(bytes, 12);
  return padded(bytes);
}

function curveTag(): Buffer {
  const points = 1024;
  const bytes = Buffer.alloc(12 + points * 2);
  bytes.write('curv', 0, 'latin1');
  bytes.writeUInt32BE(points, 8);
  for (let index = 0; index < points; index++) {
    const signal = index / (points - 1);
    const light = signal <= 0.04045 ? signal / 12.92 : ((signal + 0.055) / 1.055) ** 2.4;
    bytes.writeUInt16BE(Math.round(light * 65_535), 12 + index * 2);
  }
  return padded(bytes);
}

function padded(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)]);
}
