import { DeliveredSizes } from './delivered-sizes.ts';

describe('the sizes of delivered checkpoints', () => {
  it('leave two minutes for a smaller one that another process writes late', () => {
    const delivered = new DeliveredSizes(5);
    delivered.add(20, 1_000);
    expect([delivered.has(5), delivered.has(20), delivered.has(10)]).toEqual([true, true, false]);
    expect([delivered.settle(120_999), delivered.settled]).toEqual([false, 5]);
    delivered.add(10, 100_000);
    expect([delivered.settle(200_000), delivered.settled]).toEqual([false, 5]);
    expect([delivered.settle(220_000), delivered.settled]).toEqual([true, 20]);
    expect(delivered.has(15)).toBe(true);
  });
});
