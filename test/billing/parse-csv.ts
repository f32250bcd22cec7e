/** Reads RFC 4180, character by character: lines end with CR LF, quotes only where a field begins. Throws on all else. */
export function parseCsv(text: string): string[][] {
  const lines: string[][] = [];
  let place = 0;
  while (place < text.length) {
    const line: string[] = [];
    do {
      const [field, end] = text[place] === '"' ? quoted(text, place) : plain(text, place);
      line.push(field);
      place = end;
    } while (text[place] === ',' && ++place);
    if (text.slice(place, place + 2) !== '\r\n') throw new Error(`no end of line at ${place}`);
    place += 2;
    lines.push(line);
  }
  return lines;
}

function quoted(text: string, start: number): [string, number] {
  let field = '';
  for (let place = start + 1; place < text.length; place += 1) {
    if (text[place] !== '"') field += text[place];
    else if (text[place + 1] === '"') field += text[++place];
    else return [field, place + 1];
  }
  throw new Error(`no closing quote after ${start}`);
}

function plain(text: string, start: number): [string, number] {
  let place = start;
  while (place < text.length && !',\r\n'.includes(text[place]!)) {
    if (text[place] === '"') throw new Error(`a quote inside a field at ${place}`);
    place += 1;
  }
  return [text.slice(start, place), place];
}

/** The rows of a file with a header, each as a record by the names of the columns. */
export function recordsOf(text: string): Record<string, string>[] {
  const [header, ...lines] = parseCsv(text);
  return lines.map((line) => Object.fromEntries(line.map((field, index) => [header![index]!, field])));
}
