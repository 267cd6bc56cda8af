import { DatabaseError } from 'pg';
import { QueryFailedError } from 'typeorm';
import { DomainError } from '../../shared/domain-error.ts';
import { serializeError } from './error-serializer.ts';

describe('serializeError', () => {
  it('keeps code and constraint of a refused statement and none of its values', () => {
    const refused = new DatabaseError('duplicate key: 110101199003078515', 10, 'error');
    Object.assign(refused, {
      code: '23505',
      constraint: 'holders_code',
      detail: 'Key (code)=(110101199003078515)',
    });
    const wrapped = new QueryFailedError('insert …', ['110101199003078515'], refused);
    const logged = serializeError(new DomainError('unavailable', 'database.unreachable', { cause: wrapped }));
    expect(logged.cause).toMatchObject({ code: '23505', constraint: 'holders_code' });
    expect(JSON.stringify(logged)).not.toContain('110101199003078515');
  });

  it('keeps no piece of a body that is not JSON', () => {
    const broken = (() => {
      try {
        return JSON.parse('{"name": "张三" oops');
      } catch (error) {
        return error;
      }
    })();
    expect(JSON.stringify(serializeError(broken))).not.toContain('张三');
  });
});
