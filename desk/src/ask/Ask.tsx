import { FormEvent, useState } from 'react';
import { useClient } from 'urql';
import { CHANNELS, contactsOf, IMPACTS } from '../acts/choices';
import { Contract } from '../contract/contract-query';
import { DecisionFragment } from '../gql/graphql';
import { toLocalInput } from '../time/format';
import { Problem } from '../ui/Problem';
import { Section } from '../ui/Section';
import { choicesOf, Select } from '../ui/Select';
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
        <Select
          label="May they"
          value={question}
          choices={Object.entries(QUESTIONS)}
          onChange={(event) => {
            setQuestion(event.target.value as Question);
            setDecision(null);
          }}
        />
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
        <Select label="Contact" name="contact" none="Any" choices={contactsOf(contract)} />
        <Select label="Channel" name="channel" none="Any" choices={choicesOf(CHANNELS)} />
        <Select label="Impact" name="impact" none="Any" choices={choicesOf(IMPACTS)} />
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
