import { useRef } from 'react';
import { useMutation, useQuery } from 'urql';
import { graphql } from '../gql';
import { Channel, Impact } from '../gql/graphql';
import { ActProps } from './act-props';
import { ActForm } from './ActForm';
import { outcomeOf } from './refusal';
import { text } from '../ui/form-values';
import { choicesOf, Select } from '../ui/Select';
import { CHANNELS, contactsOf, IMPACTS } from './choices';

const PRODUCTS = graphql(`
  query Products($code: String!) {
    provider(code: $code) {
      id
      products {
        code
        name
        releases {
          version
        }
      }
    }
  }
`);

const OPEN_INCIDENT = graphql(`
  mutation OpenIncident($input: OpenIncidentInput!) {
    openIncident(input: $input) {
      incident {
        ...IncidentRow
      }
      userErrors {
        ...Refusal
      }
    }
  }
`);

/** Opens an incident, received now. */
export function OpenIncident({ contract, onClose, onDone }: ActProps) {
  const [{ data }] = useQuery({ query: PRODUCTS, variables: { code: contract.snapshot.plan.provider.code } });
  const [, open] = useMutation(OPEN_INCIDENT);
  const reference = useRef('');
  const products = data?.provider?.products ?? [];

  async function act(form: FormData, idempotencyKey: string) {
    const result = await open({
      input: {
        contractId: contract.id,
        contactId: text(form, 'contact'),
        channel: text(form, 'channel') as Channel,
        impact: text(form, 'impact') as Impact,
        testSystem: form.has('testSystem'),
        product: text(form, 'product'),
        productVersion: text(form, 'productVersion'),
        platformVersion: text(form, 'platformVersion'),
        description: text(form, 'description'),
        idempotencyKey,
      },
    });
    reference.current = result.data?.openIncident.incident?.reference ?? '';
    return outcomeOf(result);
  }

  return (
    <ActForm
      title="Open an incident"
      submit="Open"
      act={act}
      onClose={onClose}
      onDone={() => onDone(`Incident ${reference.current} was opened.`)}
    >
      <Select label="Contact" name="contact" required choices={contactsOf(contract)} />
      <div className="row">
        <Select label="Channel" name="channel" choices={choicesOf(CHANNELS)} />
        <Select label="Impact" name="impact" choices={choicesOf(IMPACTS)} />
      </div>
      <div className="row">
        <Select label="Product" name="product" choices={products.map(({ code, name }) => [code, name])} />
        <label>
          Version
          <input name="productVersion" required list="versions" />
        </label>
        <datalist id="versions">
          {products.flatMap(({ code, releases }) =>
            releases.map(({ version }) => <option key={code + version} value={version} />),
          )}
        </datalist>
      </div>
      <label>
        Runs on
        <input name="platformVersion" required placeholder="Debian 12.5" />
      </label>
      <label>
        What is the problem?
        <textarea name="description" required rows={4} />
      </label>
      <label className="check">
        <input type="checkbox" name="testSystem" /> It is a test system
      </label>
    </ActForm>
  );
}
