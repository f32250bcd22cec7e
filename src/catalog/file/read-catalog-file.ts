import { CatalogFile } from './catalog-file';
import { CatalogFileError, CatalogFileFault } from './catalog-file-error';
import { catalogFileSchema } from './catalog-file.schema';
import { catalogFaults } from './catalog-rules';
import { schemaFaults } from './schema-faults';
import { planOf } from './to-plan';
import { providerOf } from './to-provider';
import { wellFormedPart } from './well-formed-part';
import { FilePath, parseYamlText, YamlText } from './yaml-text';

/**
 * The provider and the plans that the text of a catalog file describes. Domain sections 2 and 3.
 *
 * Throws CatalogFileError with every fault at once, in the order of the lines. A text that is not well-formed YAML
 * is checked no further. Nothing is read but the text: `fileName` only tells whose faults they are.
 */
export function readCatalogFile(text: string, fileName: string): CatalogFile {
  const yaml = parseYamlText(text);
  if (!('content' in yaml)) throw new CatalogFileError(fileName, yaml);
  const faults = faultsOf(yaml);
  if (faults.length > 0) throw new CatalogFileError(fileName, faults);
  const entries = catalogFileSchema.parse(yaml.content);
  return {
    provider: providerOf(entries),
    plans: entries.plans.map((plan) => planOf(plan, entries.products)),
  };
}

function faultsOf({ content, lineOf }: YamlText): readonly CatalogFileFault[] {
  const wellFormed = wellFormedPart(catalogFileSchema, content) ?? {};
  return [...schemaFaults(catalogFileSchema, content), ...catalogFaults(wellFormed)]
    .map(({ path, message }) => ({ path: textOf(path), line: lineOf(path), message }))
    .sort((one, other) => (one.line ?? 0) - (other.line ?? 0));
}

/** As `plans[1].channels[0].impacts[0]`. */
function textOf(path: FilePath): string {
  return path
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`))
    .join('');
}
