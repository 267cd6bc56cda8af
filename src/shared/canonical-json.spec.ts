import { canonicalJson } from './canonical-json.ts';

describe('canonicalJson', () => {
  it('orders keys by code unit and leaves undefined members out', () => {
    expect(canonicalJson({ b: 1, a: [true, null, '照'], c: undefined })).toBe('{"a":[true,null,"照"],"b":1}');
  });

  it('refuses what has no single canonical form', () => {
    expect(() => canonicalJson(0.5)).toThrow(TypeError);
    expect(() => canonicalJson('\ud800')).toThrow(TypeError);
  });
});
