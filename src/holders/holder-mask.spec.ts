import { maskHolderCode, maskHolderName } from './holder-mask.ts';

describe('maskHolderName', () => {
  it.each([
    ['张小明', '张*明'],
    ['张三', '张*'],
    ['欧阳小明', '欧**明'],
    ['𠮷田明', '𠮷*明'],
    ['阿不都热依木·买买提', '阿*·买*'],
    ['John Smith', 'J*** S***'],
    ['龘', '*'],
  ])('shows %s as %s', (name, masked) => {
    expect(maskHolderName(name, 'natural-person')).toBe(masked);
  });

  it('leaves bodies whole', () => {
    expect(maskHolderName('晋城市红星餐饮有限公司', 'legal-person')).toBe('晋城市红星餐饮有限公司');
  });
});

describe('maskHolderCode', () => {
  it('hides the birth date of a citizen number', () => {
    expect(maskHolderCode('11010519491231002X', '111')).toBe('1101**********002X');
  });

  it('shows less of shorter codes and nothing of the shortest', () => {
    expect(maskHolderCode('E12345678', '414')).toBe('E1*****78');
    expect(maskHolderCode('12345', '999')).toBe('1***5');
    expect(maskHolderCode('123', '999')).toBe('***');
  });

  it('leaves the code of a body whole', () => {
    expect(maskHolderCode('11140500MB9A000141', '001')).toBe('11140500MB9A000141');
  });
});
