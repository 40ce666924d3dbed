import { checkVni } from '../../../lib/mirror/vni';

test('VNI 0 is told apart, because the provider would not send it', () => {
  expect(checkVni(0)).toBe(
    'must be a whole number between 1 and 16777215, got: 0 (the provider does not send 0, so the API would use 1)',
  );
});

test('another wrong VNI is just out of range', () => {
  expect(checkVni(16777216)).toBe('must be a whole number between 1 and 16777215, got: 16777216');
});

test('the greatest VNI is allowed', () => {
  expect(checkVni(16777215)).toBeUndefined();
});
