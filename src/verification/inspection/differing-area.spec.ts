import { differingArea, frameArea, type Pixels } from './differing-area.ts';

const WIDTH = 40;
const HEIGHT = 30;

const white = (): Pixels => ({
  data: new Uint8Array(WIDTH * HEIGHT * 4).fill(0xff),
  width: WIDTH,
  height: HEIGHT,
});

const dot = ({ data }: Pixels, x: number, y: number): void => {
  data[(y * WIDTH + x) * 4] = 0;
};

describe('where two pictures differ', () => {
  it('is the smallest area around all differing pixels', () => {
    const other = white();
    dot(other, 12, 9);
    dot(other, 7, 21);
    expect(differingArea(white(), other)).toEqual({ left: 7, top: 9, right: 12, bottom: 21 });
  });

  it('is nowhere in equal pictures, and not told of pictures of different sizes', () => {
    expect(differingArea(white(), white())).toBeNull();
    expect(differingArea(white(), { ...white(), width: HEIGHT, height: WIDTH })).toBeNull();
  });

  it('is framed outside itself, and inside the picture', () => {
    const picture = white();
    frameArea(picture, { left: 0, top: 15, right: 2, bottom: 16 });
    const redAt = (x: number, y: number) => picture.data[(y * WIDTH + x) * 4 + 1] === 0x1b;
    expect([redAt(0, 15), redAt(0, 9), redAt(8, 22), redAt(5, 15), redAt(9, 15)]).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });
});
