import { FormEvent, useState } from 'react';
import { useClient } from 'urql';
import { Contract } from '../contract/contract-query';
import { DecisionFragment } from '../gql/graphql';
import { toLocalInput } from '../time/format';
import { Problem } from '../ui/Problem';
import { Section } from '../ui/Section';
import { DecisionView } from './DecisionView';
import { ask, Question, QUESTIONS } from './questions';

/** "May they …?", with every rule that was looked at. */
export function Ask({ contract }: { contract: Contract }) {
  const client = useClient();
  const [question, setQuestion] = useState<Question>('openIncident');
  const [decision, setDecision] = useState<DecisionFragment | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const answer = await ask(client, question, contract, new FormData(event.currentTarget));
    setDecision(answer.decision);
    setProblem(answer.problem);
  }

  return (
    <Section title="May they …?" className="wide">
      <form className="ask" onSubmit={(event) => void submit(event)}>
        <label>
          May they
          <select
            value={question}
            onChange={(event) => {
              setQuestion(event.target.value as Question);
              setDecision(null);
            }}
          >
            {Object.entries(QUESTIONS).map(([name, text]) => (
              <option key={name} value={name}>
                {text}
              </option>
            ))}
          </select>
        </label>
        <Circumstances question={question} contract={contract} />
        <button className="primary">Ask</button>
      </form>
      <Problem text={problem} />
      {decision && <DecisionView decision={decision} timeZone={contract.snapshot.plan.provider.timeZone} />}
    </Section>
  );
}

/** What the answer depends on. All of it may be left open, save when an appointment begins. */
function Circumstances({ question, contract }: { question: Question; contract: Contract }) {
  if (question === 'openIncident')
    return (
      <>
        <label>
          Contact
          <select name="contact">
            <option value="">Any</option>
            {contract.namedContacts.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <Options label="Channel" name="channel" values={['EMAIL', 'PHONE', 'WEB']} />
        <Options label="Impact" name="impact" values={['LOW', 'MEDIUM', 'CRITICAL']} />
        <label>
          Product
          <input name="product" placeholder="any" />
        </label>
        <label>
          Version
          <input name="productVersion" placeholder="any" />
        </label>
      </>
    );
  const isAboutBlocks = question === 'bookBlock' || question === 'orderConsulting';
  return (
    <>
      {question === 'bookBlock' && (
        <label>
          Begins
          <input type="datetime-local" name="startsAt" required defaultValue={toLocalInput(new Date())} />
        </label>
      )}
      {isAboutBlocks && (
        <label>
          Blocks
          <input type="number" name="blocks" min={1} max={100} required defaultValue={1} />
        </label>
      )}
    </>
  );
}

function Options({ label, name, values }: { label: string; name: string; values: readonly string[] }) {
  return (
    <label>
      {label}
      <select name={name}>
        <option value="">Any</option>
        {values.map((value) => (
          <option key={value} value={value}>
            {value.charAt(0) + value.slice(1).toLowerCase()}
          </option>
        ))}
      </select>
    </label>
  );
}
