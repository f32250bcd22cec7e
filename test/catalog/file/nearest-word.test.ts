import { nearestWord } from '../../../src/catalog/file/nearest-word';

describe('nearestWord', () => {
  it.each([
    ['maxSatelites', 'maxSatellites'],
    ['MaxSatellites', 'maxSatellites'],
    ['chanels', 'channels'],
    ['nmae', null],
    ['name', 'name'],
    ['nam', 'name'],
    ['unrelated', null],
    ['', null],
  ])('the nearest word for %s is %s', (word, expected) => {
    expect(nearestWord(word, ['maxSatellites', 'channels', 'name'])).toBe(expected);
  });

  it('there is no nearest word where no word is known', () => expect(nearestWord('name', [])).toBeNull());
});
