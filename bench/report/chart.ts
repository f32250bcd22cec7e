import { CASE_TITLES } from '../cases/question';
import { summaryOf } from '../load/statistics';
import { BenchResult, CaseResult } from './result';

const WIDTH = 860;
const NAMES_WIDTH = 110;
const BARS_WIDTH = 600;
const BAR_HEIGHT = 18;
const BAR_STEP = 23;
const CASE_HEAD = 30;
const CASE_GAP = 14;
const TITLE_HEIGHT = 56;

const COLOURS: Readonly<Record<string, string>> = {
  Ambit: '#1a6fb0',
  PostGraphile: '#c2703d',
  mercurius: '#7d7d87',
  'node:http': '#b9b9c2',
};

/** Bars of requests a second, each case to its own measure; a thin line goes from the least to the most of the rounds. */
export function chartOf(result: BenchResult): string {
  const parts: string[] = [];
  let top = TITLE_HEIGHT;
  for (const each of result.cases) {
    parts.push(caseBars(each, top));
    top += CASE_HEAD + each.contenders.length * BAR_STEP + CASE_GAP;
  }
  const { rounds, seconds } = result.settings;
  const subtitle = `median of ${rounds} rounds of ${seconds} s; the thin line goes from the least to the most`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${top}" font-family="system-ui, sans-serif" font-size="13">
<rect width="${WIDTH}" height="${top}" rx="6" fill="#ffffff"/>
${text(16, 26, `Requests a second, ${result.contracts.toLocaleString('en')} contracts`, 'font-size="16" font-weight="600"')}
${text(16, 44, subtitle, 'fill="#5a5a63"')}
${parts.join('\n')}
</svg>
`;
}

function caseBars({ name, contenders }: CaseResult, top: number): string {
  const summaries = contenders.map((contender) => ({
    name: contender.name,
    ...summaryOf(contender.rounds).perSecond,
  }));
  const most = Math.max(...summaries.map((summary) => summary.most));
  const scale = (value: number) => (value / most) * BARS_WIDTH;
  const bars = summaries.map((summary, nth) => {
    const y = top + CASE_HEAD + nth * BAR_STEP;
    const middle = y + BAR_HEIGHT / 2;
    const [from, to] = [NAMES_WIDTH + scale(summary.least), NAMES_WIDTH + scale(summary.most)];
    const colour = COLOURS[summary.name] ?? '#7d7d87';
    const figure = Math.round(summary.median).toLocaleString('en');
    return [
      text(NAMES_WIDTH - 8, middle + 4.5, summary.name, 'text-anchor="end"'),
      `<rect x="${NAMES_WIDTH}" y="${y}" width="${round(scale(summary.median))}" height="${BAR_HEIGHT}" fill="${colour}"/>`,
      `<line x1="${round(from)}" x2="${round(to)}" y1="${middle}" y2="${middle}" stroke="#16161a" stroke-width="1.5"/>`,
      text(Math.round(to) + 8, middle + 4.5, figure, ''),
    ].join('\n');
  });
  return [text(16, top + 20, `${name}: ${CASE_TITLES[name]}`, 'font-weight="600"'), ...bars].join('\n');
}

function text(x: number, y: number, content: string, attributes: string): string {
  const fill = attributes.includes('fill=') ? '' : ' fill="#16161a"';
  return `<text x="${x}" y="${y}"${fill} ${attributes}>${content}</text>`;
}

function round(value: number): string {
  return value.toFixed(1);
}
