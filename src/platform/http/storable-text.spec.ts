import { isStorable } from './storable-text.ts';

const storable = (json: string) => isStorable(json, JSON.parse(json));

describe('isStorable', () => {
  it('lets any text through, also a whole surrogate pair written as escapes', () => {
    expect(storable('{"name":"𠮷 张三 \\ud842\\udfb7"}')).toBe(true);
  });

  it.each([
    ['NUL in a value', '{"a":["x\\u0000"]}'],
    ['NUL in a name', '{"\\u0000":1}'],
    ['a lone high surrogate', '{"a":{"b":"\\uD842"}}'],
    ['a lone low surrogate', '["\\udfb7"]'],
  ])('refuses %s', (_what, json) => {
    expect(storable(json)).toBe(false);
  });

  it('is not fooled by a backslash that is itself escaped', () => {
    expect(storable('{"a":"\\\\u0000"}')).toBe(true);
  });
});
