import { describeSettings } from '../../src/boot/describe-settings';
import { readEnvironment, SETTING_NAMES } from '../../src/boot/environment';

it('every setting is shown with its origin, and no password with it', () => {
  const given = {
    PORT: '5000',
    DATABASE_URL: 'postgres://ambit:s3cr%40t@db:5432/ambit?sslmode=require&password=other',
    HOST: '',
  };
  const described = describeSettings(SETTING_NAMES, readEnvironment(given), given);
  expect(described.map(({ name }) => name)).toEqual([...SETTING_NAMES].sort());
  const of = (name: string) => described.find((each) => each.name === name);
  expect(of('PORT')).toEqual({ name: 'PORT', value: '5000', origin: 'environment' });
  expect(of('HOST')).toEqual({ name: 'HOST', value: '127.0.0.1', origin: 'default' });
  expect(of('METRICS_PORT')).toEqual({ name: 'METRICS_PORT', value: null, origin: 'not set' });
  expect(of('DATABASE_URL')?.value).toBe('postgres://ambit:***@db:5432/ambit?sslmode=require&password=***');
});
