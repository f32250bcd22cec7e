import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

const HAS_WORDS = /\S\s+\S|\s$|^\s/;
const IS_SENTENCE = /[.;!?]$/;

/**
 * Leaves out texts for people, with what is put into them: strings of several words, and templates that end as sentences
 * do. Codes and names of fields stay.
 */
const texts = {
  shouldIgnore({ node }) {
    if (node.type === 'StringLiteral' && HAS_WORDS.test(node.value)) return 'a text for people';
    if (node.type !== 'TemplateLiteral') return undefined;
    const words = node.quasis.map(({ value }) => value.raw).join('x');
    return HAS_WORDS.test(words) || IS_SENTENCE.test(words) ? 'a text for people' : undefined;
  },
};

export const strykerPlugins = [declareValuePlugin(PluginKind.Ignore, 'texts', texts)];
